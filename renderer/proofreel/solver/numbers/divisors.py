"""Greatest common divisor and least common multiple, by Euclid; checked by Python's own and by division."""

import math
import re

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .reading import integers, said_list

KIND = "gcd_lcm"
HELP = "whole numbers, fractions and complex numbers"
WHOLE = True

GCD = r"\bgcd\b|\bgcf\b|\bhcf\b|\b(?:greatest|largest|highest|biggest) common (?:divisor|factor|denominator)s?\b|\bgreatest number (?:that|which) divides\b"
LCM = r"\blcm\b|\b(?:least|lowest|smallest) common (?:multiple|denominator)s?\b|\bsmallest number (?:that is |which is )?divisible by\b"
COPRIME = r"\b(?:co-?prime|relatively prime)\b"


def read(text: str, named: str | None) -> Problem | None:
    gcd, lcm, coprime = (re.search(pattern, text, re.I) for pattern in (GCD, LCM, COPRIME))
    if not (gcd or lcm or coprime):
        return None
    if re.search(r"(?<![a-z])[a-z]\s*(?:\^|\*\*|²|³|\d)|\d[a-z]\b|polynomial", re.sub(r"\b(?:a|i|of|and|the)\b", " ", text)):
        raise Unsupported("I find the common divisor and multiple of whole numbers, not of formulas: try gcd of 48 and 18.")
    # "gcd(48, 180)" and "48,180" are lists.
    values = integers(re.sub(r",", " , ", text))
    if len(values) < 2:
        return None
    if gcd and lcm:
        return Problem(KIND, values, given={"asked": "both"})
    return Problem(KIND, values, given={"asked": "gcd" if gcd else "lcm" if lcm else "coprime"})


def euclid(a: int, b: int) -> list[tuple[int, int, int, int]]:
    """Divisions with remainder: (a, quotient, b, remainder)."""
    rows = []
    while b:
        rows.append((a, a // b, b, a % b))
        a, b = b, a % b
    return rows


def euclid_lines(a: int, b: int) -> tuple[int, list[Line]]:
    a, b = max(a, b), min(a, b)
    lines = []
    rows = euclid(a, b)
    if len(rows) > 14:
        raise Unsolvable("Euclid's algorithm takes more than fourteen divisions there: try smaller numbers.")
    for number, (m, q, n, r) in enumerate(rows):
        last = r == 0
        tex = rf"{m} = {q} \cdot {n} + ⟦{'green' if last else 'yellow'}|{r}⟧"
        say = f"{n} goes into {m} {times(q)}, and {r} remains" if not last else f"{n} goes into {m} {times(q)}, and nothing remains. So we stop"
        lines.append(Line("Divide with remainder" if not number else "Divide by the remainder", tex, say))
    divisor = rows[-1][2]
    lines.append(Line("The last divisor", rf"\gcd({a}, {b}) = ⟦green|{divisor}⟧", f"The last divisor, {divisor}, is the greatest common one"))
    return divisor, lines


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def solve(problem: Problem) -> Solution:
    values, asked = problem.expressions, problem.given["asked"]
    if any(v <= 0 for v in values):
        raise Unsolvable("Give me positive whole numbers.")
    if len(values) > 4 or max(values) > 10**9:
        raise Unsolvable("I take two to four whole numbers of up to nine digits.")
    lines: list[Line] = []
    divisor = values[0]
    for value in values[1:]:
        divisor, more = euclid_lines(divisor, value)
        lines += more
    shown = ", ".join(map(str, values))
    multiple = values[0]
    if asked in ("lcm", "both"):
        if len(values) > 2:
            lines = []
        for value in values[1:]:
            common = math.gcd(multiple, value)
            new = multiple * value // common
            if len(values) > 2:
                lines.append(Line(f"Common divisor of {multiple} and {value}", rf"\gcd({multiple}, {value}) = {common}", f"The greatest common divisor of {multiple} and {value} is {common}"))
            lines.append(Line("Product over common divisor", rf"\operatorname{{lcm}}({multiple}, {value}) = \frac{{{multiple} \cdot {value}}}{{{common}}} = {new}", f"The least common multiple is the product divided by that, {new}"))
            multiple = new
        assured(all(multiple % v == 0 for v in values) and multiple == math.lcm(*values) and all(any((multiple // p) % v for v in values) for p in prime_divisors(multiple)))
    assured(all(v % divisor == 0 for v in values) and math.gcd(*(v // divisor for v in values)) == 1)
    if asked == "both":
        answer = f"{{gcd: {divisor}, lcm: {multiple}}}"
        result, said = rf"\gcd = ⟦green|{divisor}⟧,\quad \operatorname{{lcm}} = ⟦green|{multiple}⟧", f"The greatest common divisor is {divisor}, the least common multiple {multiple}"
    elif asked == "lcm":
        answer, result, said = str(multiple), rf"\operatorname{{lcm}}({shown}) = ⟦green|{multiple}⟧", f"The least common multiple is {multiple}"
    elif asked == "gcd":
        answer, result, said = str(divisor), rf"\gcd({shown}) = ⟦green|{divisor}⟧", f"The greatest common divisor is {divisor}"
    else:
        answer = str(divisor == 1)
        result, said = rf"\gcd({shown}) = ⟦green|{divisor}⟧", "They are relatively prime: only one divides them all" if divisor == 1 else f"They are not relatively prime: {divisor} divides them all"
    name = {"gcd": "Greatest common divisor", "lcm": "Least common multiple", "both": "Common divisor and multiple", "coprime": "Relatively prime?"}[asked]
    proof = {
        "gcd": f"Divided by {divisor}, the numbers are {said_list([v // divisor for v in values])}, which have no divisor in common", "coprime": f"Divided by {divisor}, the numbers have no divisor in common",
        "lcm": f"Divided by the numbers, it gives {said_list([multiple // v for v in values])}, with nothing left over", "both": "Both were checked by dividing",
    }[asked]
    return tell(Account(
        KIND, f"{name} of {shown}" if asked != "coprime" else f"Are {shown} relatively prime?", f"{name} of {shown}" if asked != "coprime" else f"Are {said_list(values)} relatively prime?", answer,
        f"We look at {said_list(values)}. " + {"gcd": "Which is the largest number that divides them all?", "lcm": "Which is the smallest number that all of them divide?", "both": "What do they have in common?", "coprime": "Does any number but one divide them all?"}[asked],
        r",\quad ".join(map(str, values)), r",\quad ".join(map(str, values)), lines, said, result, proof, "checked by division", opening="These are the numbers",
        idea=("Whatever divides two numbers also divides the remainder, so we may go on with smaller numbers", r"\gcd(a, b) = \gcd(b,\; a \bmod b)") if asked != "lcm" or len(values) == 2 else ("The product counts what they share twice, so divide by it", r"\operatorname{lcm}(a, b) = \frac{a \cdot b}{\gcd(a, b)}"),
        expression=f"Eq(gcd({shown}), {divisor})" if asked == "gcd" and len(values) == 2 else f"Eq(lcm({shown}), {multiple})" if asked == "lcm" and len(values) == 2 else None,
    ))


def prime_divisors(value: int) -> list[int]:
    found, p = [], 2
    while p * p <= value and p < 100_000:
        if value % p == 0:
            found.append(p)
            while value % p == 0:
                value //= p
        p += 1
    return [*found, *([value] if value > 1 else [])]
