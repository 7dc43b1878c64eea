"""Linear congruences and systems of them (Chinese remainders); checked by putting in, and by trying every remainder."""

import math
import re

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .modular import inverse_lines, mod_tex, signed, tidy

KIND = "congruence"
HELP = ""
WHOLE = True

CONGRUENCE = re.compile(
    r"(?<![\w^])(-?\s*\d*)\s*\*?\s*([a-z])\s*(?:([+-])\s*(\d+)\s*)?(?:≡|=|\\equiv|is congruent to|congruent to|==)\s*(-?\d+)\s*,?\s*\(?\s*\\?[pb]?mod(?:ulo|ulus)?\s*[({]*\s*(\d+)\s*[)}]*", re.I
)


def read(text: str, named: str | None) -> Problem | None:
    text = tidy(text)
    found = [(int((m[1].replace(" ", "") or "1").replace("-", "-1") if m[1].strip() in ("", "-") else m[1].replace(" ", "")), int((m[3] or "+") + (m[4] or "0")), int(m[5]), int(m[6]), m[2]) for m in CONGRUENCE.finditer(text)]
    if not found:
        pairs = [(int(r), int(d)) for r, d in re.findall(r"remainders? (?:of |is )?(\d+) (?:when |if |on |upon |after )?(?:it is |it's |you )?(?:divided|division|divide(?: it)?) by (\d+)", text, re.I)]
        pairs += [(int(r), int(d)) for r, d in re.findall(r"(\d+) when (?:it is )?divided by (\d+)", text, re.I) if (int(r), int(d)) not in pairs] if pairs else []
        if not pairs:
            pairs = [(int(r), int(d)) for d, r in re.findall(r"divided by (\d+),?(?: it| the number)?(?: it)? (?:leaves|gives|has|the)\s*(?:a |the )?remainder (?:of |is )?(\d+)", text, re.I)]
        if len(pairs) < 2 or len(set(re.findall(r"by (\d+)", text))) != len(pairs):
            return None
        found = [(1, 0, r, d, "x") for r, d in pairs]
    elif len(re.findall(r"mod", text, re.I)) != len(found):
        raise Unsupported("Write each congruence like 3x ≡ 4 (mod 7).")
    if len({letter for *_, letter in found}) != 1 or re.search(r"[a-z]\s*(?:\^|²|³)", text):
        raise Unsupported("I solve congruences with one unknown that is not raised to a power, like 3x ≡ 4 (mod 7).")
    return Problem(KIND, [row[:4] for row in found], given={"letter": found[0][4]})


def solve(problem: Problem) -> Solution:
    rows, letter = problem.expressions, problem.given["letter"]
    if any(not 2 <= m <= 10**6 for *_, m in rows) or len(rows) > 5:
        raise Unsolvable("I take up to five congruences, with moduli from 2 to 1,000,000.")
    return single(rows[0], letter) if len(rows) == 1 else several(rows, letter)


def reduced(row: tuple[int, int, int, int], letter: str) -> tuple[int, int, int, list[Line]]:
    """x ≡ c (mod m) from a x + b ≡ r, with its lines; m is -1 where there is no solution."""
    a, b, r, m = row
    lines: list[Line] = []
    if b:
        r -= b
        lines.append(Line("Move the number over", mod_tex(f"{coefficient(a)}{letter}", r, m), f"{'Subtract' if b > 0 else 'Add'} {abs(b)} on both sides"))
    if (a % m, r % m) != (a, r):
        a, r = a % m, r % m
        lines.append(Line("Reduce", mod_tex(f"{coefficient(a)}{letter}", r, m), f"Reduce both sides modulo {m}"))
    divisor = math.gcd(a, m)
    if r % divisor:
        lines.append(Line("Common divisor", rf"\gcd({a}, {m}) = {divisor}, \quad {divisor} \nmid {r}", f"{divisor} divides the left side and the modulus, but not {r}. So nothing fits"))
        return 0, divisor, -1, lines
    if divisor > 1:
        a, r, m = a // divisor, r // divisor, m // divisor
        lines.append(Line("Divide by the common divisor", mod_tex(f"{coefficient(a)}{letter}", r, m), f"{divisor} divides everything, the modulus too, so divide by it"))
    if m == 1:
        return 0, divisor, 1, lines
    if a != 1:
        inverse, more = inverse_lines(a, m)
        if len(more) <= 4:
            lines += more
        lines.append(Line("Inverse", mod_tex(rf"{a}^{{-1}}", inverse, m), f"The inverse of {a} is {inverse}, because {a} times {inverse} is {a * inverse}, which leaves one"))
        c = inverse * r % m
        lines.append(Line("Multiply by the inverse", mod_tex(letter, rf"{inverse} \cdot {r} \equiv {c}", m), f"Multiply both sides by {inverse}"))
    else:
        c = r
    return c, divisor, m, lines


def coefficient(a: int) -> str:
    return "" if a == 1 else "-" if a == -1 else str(a)


def written(row: tuple[int, int, int, int], letter: str) -> str:
    a, b, r, m = row
    return f"{coefficient(a)}{letter}" + (f" {'+' if b > 0 else '-'} {abs(b)}" if b else "") + f" ≡ {r} (mod {m})"


def tex_of(row: tuple[int, int, int, int], letter: str) -> str:
    a, b, r, m = row
    return mod_tex(f"{coefficient(a)}{letter}" + (f" {'+' if b > 0 else '-'} {abs(b)}" if b else ""), r, m)


def single(row: tuple[int, int, int, int], letter: str) -> Solution:
    a, b, r, m = row
    if a % m == 0:
        raise Unsolvable(f"The unknown's coefficient is a multiple of {m}, so the unknown plays no part: check how it is written.")
    c, divisor, small, lines = reduced(row, letter)
    solutions = [] if small < 0 else [c + k * small for k in range(divisor)]
    if m <= 10**5:
        assured(solutions == [x for x in range(m) if (a * x + b - r) % m == 0])
    else:
        assured(all((a * x + b - r) % m == 0 for x in solutions) and len(solutions) == (divisor if small > 0 else 0))
    if len(solutions) > 12:
        raise Unsolvable(f"That congruence has {len(solutions)} solutions modulo {m}: try one with fewer.")
    if len(solutions) > 1:
        lines.append(Line(f"All of them modulo {m}", rf"{letter} \equiv {', '.join(map(str, solutions))} \pmod{{{m}}}", f"Adding {small} again and again gives {divisor} solutions modulo {m}"))
    if not lines:
        lines = [Line("Already solved", tex_of(row, letter), "The unknown stands alone already")]
    answer = str(solutions[0]) if len(solutions) == 1 else str(solutions)
    shown = ",\\ ".join(map(str, solutions))
    result = rf"{letter} \equiv ⟦green|{shown}⟧ \pmod{{{m}}}" if solutions else r"⟦red|\text{no solution}⟧"
    said = f"{letter} is {', '.join(map(str, solutions))}, up to multiples of {m}" if solutions else "There is no solution"
    return tell(Account(
        KIND, f"Solve {written(row, letter)} for {letter} from 0 to {m - 1}", f"Solving {written(row, letter)}", answer, f"Which {letter} leave the right remainder?", tex_of(row, letter), tex_of(row, letter), lines, said, result,
        "Every remainder was tried: these are all that fit" if solutions else "Every remainder was tried, and none fits", "every remainder tried" if m <= 10**5 else "put back", opening="This is the congruence",
        aside=f"Two numbers are congruent when they leave the same remainder, here divided by {m}",
    ))


def several(rows: list[tuple[int, int, int, int]], letter: str) -> Solution:
    lines: list[Line] = []
    simple: list[tuple[int, int]] = []
    for row in rows:
        c, _, m, more = reduced(row, letter)
        if m < 0:
            raise Unsolvable(f"The congruence {written(row, letter)} has no solution by itself, so the system has none: check it.")
        lines += more
        simple.append((c % m, m))
    value, modulus = simple[0]
    for c, m in simple[1:]:
        divisor = math.gcd(modulus, m)
        if (c - value) % divisor:
            raise Unsolvable(f"Those congruences contradict each other: modulo {divisor} they ask for different remainders. So there is no solution; check the numbers.")
        step, rest = modulus // divisor, m // divisor
        k = 0 if rest == 1 else (c - value) // divisor * pow(step, -1, rest) % rest
        lines.append(Line("Put it in", mod_tex(rf"{value} + {modulus}k", c, m), f"Numbers that fit so far are {value} plus multiples of {modulus}. They must also leave {c} modulo {m}"))
        new = value + modulus * k
        merged = modulus * rest
        lines.append(Line("Solve for k", rf"k = {k} \;\Rightarrow\; {letter} = {value} + {modulus} \cdot {k} = {new}", f"The first k that fits is {k}, which makes {new}"))
        value, modulus = new, merged
    if modulus > 10**9:
        raise Unsolvable("The moduli multiply to more than 1,000,000,000: try smaller ones.")
    value %= modulus
    assured(all((a * value + b - r) % m == 0 for a, b, r, m in rows) and modulus == math.lcm(*(m for _, m in simple)))
    if modulus <= 10**6:
        assured([x for x in range(modulus) if all((a * x + b - r) % m == 0 for a, b, r, m in rows)][:1] == [value])
    lines.append(Line("All solutions", mod_tex(letter, f"⟦green|{value}⟧", modulus), f"The remainders repeat after {modulus}, the least common multiple"))
    start = r"\begin{aligned}" + r" \\ ".join(tex_of(row, letter).replace(r"\equiv", r"&\equiv") for row in rows) + r"\end{aligned}"
    system = ", ".join(written(row, letter) for row in rows)
    checks = "; ".join(f"{signed(a * value + b)} leaves {(a * value + b) % m} modulo {m}" for a, b, _, m in rows).replace("(", "").replace(")", "")
    return tell(Account(
        KIND, f"Solve {system} for the smallest {letter} that is not negative (mod {modulus})", "A system of congruences", str(value), "Which number leaves all of these remainders?", start, start, lines,
        f"The smallest such number is {value}, and it repeats every {modulus}", mod_tex(letter, f"⟦green|{value}⟧", modulus), f"Put in, {checks}", "all remainders fit", opening="These are the congruences",
        aside="We fulfil one after the other, and keep what was fulfilled",
    ))
