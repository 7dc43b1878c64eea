"""Partial fractions: a fraction as a sum of simple ones, its numerators found by putting numbers in and by comparing."""

import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..words import plain_text
from .forms import Form, form_of, said, told

KIND = "partial_fractions"
HELP = "partial fractions"

PATTERN = re.compile(
    r"^(?:find\s+|give\s+|what is\s+|do\s+|compute\s+|perform\s+)?(?:the\s+|a\s+)?partial[- ]fractions?(?:\s+(?:decomposition|expansion|form))?\s*(?:of|for|on)?\s*:?\s*(?P<f>.+)$"
    r"|^(?:decompose|split|resolve|write|express|break(?:\s+up)?|expand|rewrite|convert)\s+(?P<g>.+?)\s+(?:in(?:to)?|as|using|by|with)\s+(?:a\s+sum\s+of\s+|its\s+)?partial[- ]fractions?(?:\s+(?:form|decomposition))?$",
    re.I,
)


def read(text: str, named: str | None) -> Problem | None:
    found = PATTERN.match(re.sub(r"^(?:please\s+|can you\s+|how (?:do|can) i\s+)", "", text, flags=re.I))
    if not found:
        return None
    form = form_of(found["f"] or found["g"])
    if len(form.letters) != 1 or not form.value.is_rational_function(form.variable):
        raise Unsupported("I split fractions of polynomials in one letter, as (5x+1)/(x^2-x-2).")
    return Problem(KIND, [form.value], form.variable, given={"form": form})


def solve(problem: Problem) -> Solution:
    form: Form = problem.given["form"]
    x = form.variable
    top, bottom = sp.fraction(sp.together(form.value))
    if not bottom.has(x):
        raise Unsolvable("There is no letter under the fraction bar, so there is nothing to split.")
    if not all(c.is_Rational for side in (top, bottom) for c in sp.Poly(side, x).all_coeffs()):
        raise Unsolvable("I split fractions with whole numbers, fractions or decimals as coefficients.")
    lines: list[Line] = []
    shared = sp.cancel(top / bottom)
    if sp.degree(sp.fraction(shared)[1], x) < sp.degree(bottom, x):
        top, bottom = sp.fraction(shared)
        lines.append(Line("Cancel first", tex(shared), f"Top and bottom share a factor. Cancel it: {said(shared)}"))
    whole, rest = sp.div(top, bottom, x)
    if whole != 0:
        lines.append(Line("Divide first", rf"{tex(whole)} + \frac{{{tex(rest)}}}{{{tex(bottom)}}}", f"The top has not the lower degree, so divide first: {said(whole)}, and {said(rest)} is left over"))
    _, factors = sp.factor_list(bottom, x)
    factored = sp.factor(bottom)
    if tex(factored) != tex(bottom) or whole != 0:
        lines.append(Line("Factor the denominator", rf"\frac{{{tex(rest)}}}{{{tex(factored)}}}", f"Factor the denominator: {said(factored)}"))
    names = iter("ABCDFGH")
    terms: list[tuple[sp.Expr, list[sp.Symbol], sp.Expr]] = []
    for base, power in factors:
        for exponent in range(1, power + 1):
            unknown = [sp.Symbol(next(names, "K")) for _ in range(sp.degree(base, x))]
            if any(str(letter) == "K" for letter in unknown) or len(terms) > 4:
                raise Unsolvable("That fraction has more parts than one video can show.")
            terms.append((base**exponent, unknown, sum((letter * x**k for k, letter in enumerate(reversed(unknown))), sp.S.Zero)))
    if len(terms) == 1 and whole == 0:
        raise Unsolvable("That fraction is a partial fraction already: it can't be split further with rational numbers.")
    setup = " + ".join(rf"\frac{{{tex(numerator)}}}{{{tex(bottom_part)}}}" for bottom_part, _, numerator in terms)
    lines.append(Line("Set it up", rf"\frac{{{tex(rest)}}}{{{tex(factored)}}} = {setup}", "Each factor gives a fraction, with an unknown number on top" + (", or with a linear top where the factor is quadratic" if any(len(u) > 1 for _, u, _ in terms) else "")))
    letters = [letter for _, unknown, _ in terms for letter in unknown]
    multiplied = [sp.cancel(bottom / part) for part, _, _ in terms]
    cleared = " + ".join(rf"{wrapped(numerator)} {wrapped(sp.factor(m)) if m != 1 else ''}" for (_, _, numerator), m in zip(terms, multiplied, strict=True))
    lines.append(Line("Clear the fractions", rf"{tex(rest)} = {cleared}", "Multiply both sides by the denominator"))
    identity = sp.expand(sum(numerator * m for (_, _, numerator), m in zip(terms, multiplied, strict=True)) - rest)
    solved = sp.solve(sp.Poly(identity, x).all_coeffs(), letters, dict=True)
    if len(solved) != 1 or set(solved[0]) != set(letters):
        raise Unsolvable("My parts did not pass their own check, so I don't show them.")
    values = solved[0]
    known = {}
    for base, _ in factors:
        if sp.degree(base, x) == 1:
            root = sp.solve(base, x)[0]
            left = identity.subs(x, root)
            free = left.free_symbols & set(letters)
            if len(free) == 1:
                [letter] = free
                known[letter] = root
                lines.append(Line(f"Put in {x} = {plain_text(root)}", rf"{tex(letter)} = ⟦yellow|{tex(values[letter])}⟧", f"With {x} equal to {spoken(root)} all but one term vanish, and {letter} is {spoken(values[letter])}"))
    others = [letter for letter in letters if letter not in known]
    if others:
        lines.append(Line("Compare coefficients", r",\quad ".join(rf"{tex(letter)} = ⟦yellow|{tex(values[letter])}⟧" for letter in others), "Compare what stands in front of each power of " + f"{x} on both sides: " + ", ".join(f"{letter} is {spoken(values[letter])}" for letter in others)))
    parts = [sp.factor(numerator.subs(values) / part) for part, _, numerator in terms]
    result = sp.Add(whole, *parts)
    after = summed([*([whole] if whole != 0 else []), *[part for part in parts if part != 0]])
    lines.append(Line("The sum", after, "Put the numbers in: that is the sum of simple fractions"))
    if sp.cancel(result - form.value) != 0:
        raise Unsolvable("My parts did not pass their own check, so I don't show them.")
    return told(KIND, form, f"Split {form.value} into partial fractions", f"Partial fractions of {plain_text(form.value)}", f"Write {plain_text(form.value)} as a sum of simple fractions", lines, str(result), result, after=after)


def wrapped(expr: sp.Expr) -> str:
    return rf"\left({tex(expr)}\right)" if expr.is_Add else tex(expr)


def summed(parts: list[sp.Expr]) -> str:
    text = ""
    for part in parts:
        one = tex(part)
        text += one if not text or one.startswith("-") else f" + {one}"
    return text
