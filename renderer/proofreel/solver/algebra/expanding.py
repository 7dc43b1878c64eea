"""Multiplying out: powers written as products, two factors at a time, then like terms."""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..words import plain_text
from .forms import Form, form_in, said, told

KIND = "expanding"
HELP = ""

VERB = re.compile(r"^(?:expand(?:ing)?|multiply(?:\s+out)?|foil|distribute|(?:the\s+)?expansion of|(?:the\s+)?expanded form of|remove the brackets(?:\s+(?:in|from))?|open the brackets(?:\s+(?:in|of))?|(?:the\s+)?product of)(?:\s+and\s+simplify)?\b", re.I)
MOST_TERMS = 12
BINOMIAL = {2: "Square of a sum: first squared, twice the product, last squared", 3: "Cube of a sum: the coefficients are one, three, three, one"}


def read(text: str, named: str | None) -> Problem | None:
    # A product of whole numbers, sets or matrices is another topic's.
    form = form_in(re.sub(r"\)\s+(?:by|and|times)\s+\(", ")(", text), VERB)
    if form is None or not form.letters:
        return None
    return Problem(KIND, [form.value], form.variable, given={"form": form})


def solve(problem: Problem) -> Solution:
    form: Form = problem.given["form"]
    value = form.value
    if not value.is_polynomial(*form.letters):
        raise Unsupported("I multiply out polynomials: this formula has a letter under a fraction bar, under a root or in a function.")
    result = sp.expand(value)
    if len(sp.Add.make_args(result)) > MOST_TERMS:
        raise Unsolvable("That product has more terms than one video can show: try a smaller power.")
    lines: list[Line] = []
    terms = sp.Add.make_args(value)
    if len(terms) == 1:
        product_lines(value, lines)
    else:
        pieces = [sp.expand(term) for term in terms]
        text = " ".join(("+ " if index and not tex(piece).startswith("-") else "") + tex(piece) for index, piece in enumerate(pieces))
        lines.append(Line("Multiply out each bracket", text, "Multiply each bracket by what stands in front of it, with its sign"))
    if not lines or lines[-1].tex != tex(result):
        lines.append(Line("Collect like terms", tex(result), f"Add up what belongs together: {said(result)}"))
    picture = rectangle(value)
    return told(KIND, form, f"Expand {value}", f"Expanding {plain_text(value)}", f"Multiply out {plain_text(value)}", lines, str(result), result, picture=picture)


def product_lines(value: sp.Expr, lines: list[Line]) -> None:
    number = sp.Mul(*[part for part in sp.Mul.make_args(value) if not part.is_Add and not (part.is_Pow and part.base.is_Add)])
    factors: list[sp.Expr] = []
    for part in sp.Mul.make_args(value):
        base, power = part.as_base_exp()
        if base.is_Add and power.is_Integer:
            factors += [base] * int(power)
    if len(set(factors)) == 1 and len(factors) in BINOMIAL and len(factors[0].args) == 2 and number == 1:
        done = sp.expand(sp.Mul(*factors))
        lines.append(Line("Binomial formula", binomial_tex(factors[0], len(factors)), BINOMIAL[len(factors)]))
        lines.append(Line("Work out the terms", tex(done), f"That is {said(done)}"))
        return
    if len(set(factors)) == 1 and len(factors) > 3 and len(factors[0].args) == 2 and number == 1:
        row = [sp.binomial(len(factors), k) for k in range(len(factors) + 1)]
        lines.append(Line("Pascal's triangle", r",\; ".join(tex(n) for n in row), f"Row {len(factors)} of Pascal's triangle gives the coefficients"))
        lines.append(Line("Binomial theorem", binomial_tex(factors[0], len(factors)), "One power falls from term to term, the other rises"))
        return
    if any(value.as_base_exp()[1] != 1 for value in sp.Mul.make_args(value)) and len(factors) > 1:
        lines.append(Line("Write it as a product", ("" if number == 1 else tex(number)) + "".join(rf"\left({tex(f)}\right)" for f in factors), "A power is a product of equal factors"))
    done = factors[0]
    for index, factor in enumerate(factors[1:], 2):
        raw = r" + ".join(tex(a * b) if not tex(a * b).startswith("-") else rf"\left({tex(a * b)}\right)" for a in done.as_ordered_terms() for b in factor.as_ordered_terms())
        rest = "".join(rf"\left({tex(f)}\right)" for f in factors[index:])
        front = "" if number == 1 else tex(number)
        wrapped = bool(rest or front)
        if len(done.args) * len(factor.args) <= 6:
            lines.append(Line("Each term with each", f"{front}\\left({raw}\\right){rest}" if wrapped else raw, f"Multiply each term of {said(done, 9)} with each of {said(factor, 9)}"))
        done = sp.expand(done * factor)
        lines.append(Line("Collect like terms", f"{front}\\left({tex(done)}\\right){rest}" if wrapped else tex(done), f"Add up what belongs together: {said(done)}"))
    if number != 1:
        result = sp.expand(number * done)
        lines.append(Line("Multiply with what stands in front", tex(result), f"Multiply every term by {said(number)}"))


def binomial_tex(base: sp.Expr, n: int) -> str:
    a, b = base.as_ordered_terms()
    sign = -1 if b.could_extract_minus_sign() else 1
    b = sign * b
    text = ""
    for k in range(n + 1):
        coefficient = sp.binomial(n, k)
        parts = [str(coefficient) if coefficient != 1 else "", power_tex(a, n - k), power_tex(b, k)]
        term = r" \cdot ".join(part for part in parts if part) or "1"
        text += (" - " if sign < 0 and k % 2 else " + " if k else "") + term
    return text


def power_tex(base: sp.Expr, n: int) -> str:
    if n == 0:
        return ""
    inner = tex(base) if base.is_Symbol or (base.is_Integer and base >= 0) else rf"\left({tex(base)}\right)"
    return inner if n == 1 else f"{inner}^{{{n}}}"


def rectangle(value: sp.Expr) -> dict | None:
    """(a + b)(c + d) as a rectangle, where all four lengths are positive."""
    base, power = value.as_base_exp()
    factors = [base, base] if power == 2 else list(value.args) if value.is_Mul else []
    if len(factors) != 2 or not all(factor.is_Add and len(factor.args) == 2 for factor in factors):
        return None
    first, second = (factor.as_ordered_terms() for factor in factors)
    if any(term.could_extract_minus_sign() for term in [*first, *second]):
        return None

    def length(term: sp.Expr) -> float:
        return 3.0 if term.free_symbols else 1.6

    return story.area_model([tex(t) for t in first], [tex(t) for t in second], [length(t) for t in first], [length(t) for t in second], [[tex(sp.expand(a * b)) for a in first] for b in second])
