"""Remainders, modular powers by square and multiply, modular inverses by Euclid; checked by Python's pow and by multiplying."""

import math
import re

from ..expression import SUPERSCRIPTS
from ..problem import Problem
from ..quantities import digits, thousands
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .divisors import euclid, times

KIND = "modular"
HELP = ""
WHOLE = True

MOD = r"\s*,?\s*\(?\s*(?:(?:\\?[pb]?mod(?:ulo|ulus)?\b|%)\s*[({]*)\s*(\d+)"
POWER = r"\(?\s*(-?\d+)\s*\)?\s*(?:\^|\*\*|to the power(?: of)?|raised to(?: the power(?: of)?)?)\s*[({]*\s*(\d+)(?:st|nd|rd|th)?\s*[)}]*(?!\d*\s*[-+*^/])"


def tidy(text: str) -> str:
    text = re.sub(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m.group().translate(SUPERSCRIPTS), text)
    text = re.sub(r"⁻¹|\^\s*[({]*\s*-\s*1\s*[)}]*", "^-1", text)
    return thousands(digits(text))


def read(text: str, named: str | None) -> Problem | None:
    text = tidy(text)
    low = text.lower()
    if re.search(r"≡|\\equiv|congruen|[a-z]\s*=|=\s*-?\d+\s*\(?mod|matrix|\[\[", low):
        return None
    if (m := re.search(r"\binverse\b.*?(-?\d+)" + MOD, low)) or (m := re.search(r"(-?\d+)\s*\^-1" + MOD, low)) or (m := re.search(r"\b(?:modular|multiplicative) inverse of (-?\d+)\s*(?:with|and|,|under|in|for)?\D*?(\d+)", low)):
        return Problem(KIND, [int(m[1]), int(m[2])], given={"asked": "inverse"})
    if m := re.search(r"\blast (\d+ )?digits? (?:of|in) (?:the number )?" + POWER, low):
        return Problem(KIND, [int(m[2]), int(m[3]), 10 ** int(m[1] or 1)], given={"asked": "power"})
    if m := re.search(r"\bunits? digit (?:of|in) " + POWER, low):
        return Problem(KIND, [int(m[1]), int(m[2]), 10], given={"asked": "power"})
    if (m := re.search(r"(?<![\d+*/-])" + POWER + MOD, low)) or (m := re.search(r"\bremainder\b.*?" + POWER + r"\s*(?:is )?\s*(?:divided )?by (\d+)", low)) or (m := re.search(r"\bdivide\s+" + POWER + r"\s+by (\d+).*remainder", low)):
        if not alone(low, m):
            return None
        return Problem(KIND, [int(m[1]), int(m[2]), int(m[3])], given={"asked": "power"})
    if (m := re.search(r"(?<![\d.^+*/a-z-])(-?\d+)" + MOD + r"\s*[)}]*$", low)) or (m := re.search(r"\bremainder\b\D*?(-?\d+)\s*(?:is )?\s*(?:divided )?by (\d+)$", low)) or (m := re.search(r"\bdivide (-?\d+) by (\d+)\b.*\bremainder", low)):
        if "%" in m.group() and not re.search(r"remainder|mod", low) or not alone(low, m):
            return None
        return Problem(KIND, [int(m[1]), int(m[2])], given={"asked": "remainder"})
    return None


def alone(text: str, match: re.Match) -> bool:
    """Whether no other arithmetic stands beside what was found."""
    rest = text[: match.start()] + " " + text[match.end():]
    return not re.search(r"\d|[+*/^×·]|\b[xy]\b", rest)


def solve(problem: Problem) -> Solution:
    asked = problem.given["asked"]
    modulus = problem.expressions[-1]
    if not 2 <= modulus <= 10**9:
        raise Unsolvable("The modulus must be a whole number from 2 to 1,000,000,000.")
    if abs(problem.expressions[0]) > 10**15:
        raise Unsolvable("I take numbers of up to fifteen digits.")
    return {"power": power, "remainder": remainder, "inverse": inverse}[asked](*problem.expressions)


def mod_tex(left: str, right: object, modulus: int) -> str:
    return rf"{left} \equiv {right} \pmod{{{modulus}}}"


def remainder(a: int, m: int) -> Solution:
    q, r = a // m, a % m
    assured(0 <= r < m and (a - r) % m == 0 and q * m + r == a)
    lines = [
        Line("Divide", rf"{a} = {q} \cdot {m} + r", f"{m} goes into {said(a)} {times(q) if q >= 0 else said(q) + ' times'}, if the remainder is not to be negative"),
        Line("What is left", rf"r = {a} - {q * m if q >= 0 else f'({q * m})'} = ⟦green|{r}⟧", f"What is left is the remainder, {r}"),
    ]
    return tell(Account(
        KIND, f"Remainder of {a} divided by {m} (from 0 to {m - 1})", f"{a} modulo {m}", str(r), f"What remains of {said(a)} when it is divided by {m}?", rf"{a} \bmod {m}", rf"{a} \bmod {m}", lines, f"The remainder is {r}", rf"{a} \bmod {m} = ⟦green|{r}⟧",
        f"{said(q)} times {m}, plus {r}, is {said(a)} again", "multiplied back", opening="This is what we look for", expression=f"Eq(Mod({a}, {m}), {r})",
    ))


def said(value: int) -> str:
    return f"minus {-value}" if value < 0 else str(value)


def power(a: int, n: int, m: int) -> Solution:
    if not 1 <= n <= 10**12:
        raise Unsolvable("The exponent must be a whole number from 1 to 1,000,000,000,000.")
    lines: list[Line] = []
    base = a % m
    start = rf"{a if a >= 0 else f'({a})'}^{{{n}}} \bmod {m}"
    if base != a:
        lines.append(Line("Reduce the base", mod_tex(str(a), base, m), f"The base leaves the remainder {base}, so we go on with that"))
    bits = [k for k in range(n.bit_length()) if n >> k & 1]
    squares = [base]
    for _ in range(n.bit_length() - 1):
        squares.append(squares[-1] * squares[-1] % m)
    if n > 1:
        if len(bits) > 1:
            lines.append(Line("Exponent in powers of two", f"{n} = " + " + ".join(str(2**k) for k in reversed(bits)), "Write the exponent as a sum of powers of two"))
        if len(squares) > 1:
            groups = [list(range(1, len(squares)))[i : i + 2] for i in range(0, len(squares) - 1, 2)]
            for number, group in enumerate(groups):
                if len(groups) > 5 and 2 <= number < len(groups) - 1:
                    continue
                rows = r",\quad ".join(rf"{base}^{{{2**k}}} \equiv {squares[k]}" for k in group)
                lines.append(Line("Square again and again" if not number else "Square on", rows, "Square the base again and again, and keep only the remainder each time" if not number else f"The next squares leave {' and '.join(str(squares[k]) for k in group)}" if number == 1 or len(groups) <= 5 else f"And so on, up to the power {2**group[-1]}"))
        result = 1
        if len(bits) > 1:
            chosen = [squares[k] for k in reversed(bits)]
            if len(chosen) <= 6:
                lines.append(Line("Multiply what is needed", mod_tex(start.split(r" \bmod")[0], r" \cdot ".join(map(str, chosen)), m), "Multiply those that make up the exponent"))
            else:
                lines.append(Line("Multiply what is needed", mod_tex(start.split(r" \bmod")[0], r" \cdot ".join(map(str, chosen[:5])) + r" \cdots", m), "Multiply those that make up the exponent, and reduce after each product"))
        for k in bits:
            result = result * squares[k] % m
    else:
        result = base
    lines.append(Line("Reduce", mod_tex(start.split(r" \bmod")[0], f"⟦green|{result}⟧", m), f"The remainder is {result}"))
    assured(result == pow(a, n, m) and result == by_cycle(a, n, m))
    what = {10: "Last digit", 100: "Last two digits"}.get(m)
    return tell(Account(
        KIND, f"{a}**{n} modulo {m} (from 0 to {m - 1})", f"{a}^{n} modulo {m}", str(result), f"What remains of {said(a)} to the power {n} when it is divided by {m}?" + (f" That is, the {what.lower()}" if what else ""), start, start, lines,
        f"The remainder is {result}", rf"{start} = ⟦green|{result}⟧", "The powers repeat in a cycle, and counting along it leads to the same remainder" if m <= 10**5 else "Multiplied out in another order, the remainder is the same", "same by another way", opening="The power itself is far too long, so we never compute it" if n > 12 else "We keep the numbers small by reducing at once",
        idea=("A remainder may be taken at every step: that does not change the result, and the numbers stay small", r"(a \cdot b) \bmod m = \big((a \bmod m)(b \bmod m)\big) \bmod m"), expression=f"Eq(Mod({a}**{n}, {m}), {result})" if n <= 200 else None,
    ))


def by_cycle(a: int, n: int, m: int) -> int:
    """The remainder by walking along the powers until they repeat; by plain products of halves where the modulus is large."""
    if m > 10**5:
        value, base, exponent = 1, a % m, n
        for bit in bin(exponent)[2:]:
            value = value * value % m * (base if bit == "1" else 1) % m
        return value
    seen: dict[int, int] = {}
    powers = []
    value = a % m
    while value not in seen:
        seen[value] = len(powers)
        powers.append(value)
        value = value * a % m
    first = seen[value]
    return powers[n - 1] if n - 1 < len(powers) else powers[first + (n - 1 - first) % (len(powers) - first)]


def inverse_lines(a: int, m: int) -> tuple[int, list[Line]]:
    """Euclid forwards, then backwards."""
    rows = euclid(m, a)
    if len(rows) > 12:
        raise Unsolvable("Euclid's algorithm takes too many divisions there: try smaller numbers.")
    lines = [Line("Divide with remainder" if not k else "Divide by the remainder", rf"{x} = {q} \cdot {y} + ⟦yellow|{r}⟧", f"{y} goes into {x} {times(q)}, remainder {r}") for k, (x, q, y, r) in enumerate(rows) if r]
    # s·m + t·a for the last remainder that is not zero.
    old, new = (1, 0), (0, 1)
    for _, q, _, r in rows:
        if r == 0:
            break
        old, new = new, (old[0] - q * new[0], old[1] - q * new[1])
    s, t = new
    divisor = s * m + t * a
    if divisor == 1 and a != 1:
        lines.append(Line("Backwards", rf"1 = {signed(s)} \cdot {m} + {signed(t)} \cdot {a}", "Put in backwards, the divisions write one as a combination of the two numbers"))
    return t % m, lines


def signed(value: int) -> str:
    return f"({value})" if value < 0 else str(value)


def inverse(a: int, m: int) -> Solution:
    reduced = a % m
    divisor = math.gcd(reduced, m)
    if divisor != 1:
        raise Unsolvable(f"{a} has no inverse modulo {m}: {divisor if reduced else m} divides both, and only numbers without a common divisor have one.")
    value, lines = inverse_lines(reduced, m)
    if reduced != a:
        lines.insert(0, Line("Reduce", mod_tex(str(a), reduced, m), f"Modulo {m}, this is {reduced}"))
    assured(a * value % m == 1 and value == pow(a, -1, m))
    lines.append(Line("Reduce to a remainder", mod_tex(rf"{signed(a)}^{{-1}}", f"⟦green|{value}⟧", m), f"The multiples of {m} vanish, so the inverse is {value}"))
    return tell(Account(
        KIND, f"Inverse of {a} modulo {m} (from 1 to {m - 1})", f"The inverse of {a} modulo {m}", str(value), f"By what must {said(a)} be multiplied to leave the remainder one?", rf"{a} \cdot x \equiv 1 \pmod{{{m}}}", rf"{a} \cdot x \equiv 1 \pmod{{{m}}}", lines,
        f"The inverse is {value}", mod_tex(rf"{signed(a)}^{{-1}}", f"⟦green|{value}⟧", m), f"{said(a)} times {value} is {said(a * value)}, which leaves the remainder one", "product leaves 1", opening="This is what we look for",
        idea=("Euclid's algorithm, read backwards, writes one as a combination of both numbers", rf"1 = s \cdot m + ⟦green|t⟧ \cdot a \quad\Longrightarrow\quad a^{{-1}} \equiv ⟦green|t⟧"), expression=f"Eq(Mod({a}*{value}, {m}), 1)",
    ))
