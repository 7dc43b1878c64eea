"""Completing the square: a(x - h)² + k, with the square that is missing as a picture."""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution
from ..words import plain_text
from .forms import Form, form_in, form_of, said, told

KIND = "completing_the_square"
HELP = "completing the square"

VERB = re.compile(r"^(?:complet(?:e|ing) the square(?:\s+(?:for|of|in|on|with))?|(?:the\s+)?(?:vertex|completed square|standard) form of)\s*:?", re.I)
LAST = re.compile(r"^(?:rewrite\s+|convert\s+|put\s+|express\s+|write\s+)?(?P<f>.+?)\s+(?:in(?:to)?|to)\s+(?:the\s+)?(?:vertex|completed[- ]square)\s+form$|^(?:rewrite\s+|express\s+|write\s+)?(?P<g>.+?)\s+by\s+completing the square$", re.I)


def read(text: str, named: str | None) -> Problem | None:
    if not re.search(r"complet(?:e|ing) the square|vertex form|completed[- ]square form", text, re.I):
        return None
    bare = re.sub(r"^(?:please\s+|can you\s+|how (?:do|can) i\s+)", "", text, flags=re.I)
    if found := LAST.match(bare):
        body = found["f"] or found["g"]
        if "=" in body and not re.match(r"^\s*(?:y|[a-z]\s*\(\s*[a-z]\s*\))\s*=", body, re.I):
            return None
        form = form_of(body)
    else:
        if re.search(r"=\s*0\s*$", text):
            return None
        form = form_in(text, VERB)
    if form is None:
        return None
    if len(form.letters) != 1 or not sp.expand(form.value).is_polynomial(form.variable) or sp.degree(sp.expand(form.value), form.variable) != 2:
        raise Unsupported("I complete the square of a quadratic formula in one letter, as x^2 + 6x + 5.")
    return Problem(KIND, [form.value], form.variable, given={"form": form})


def completed(polynomial: sp.Poly) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """a, h and k of a(x + h)² + k."""
    a, b, c = polynomial.all_coeffs()
    return a, sp.simplify(b / (2 * a)), sp.simplify(c - b**2 / (4 * a))


def square_tex(a: sp.Expr, inner: sp.Expr, k: sp.Expr) -> str:
    front = "" if a == 1 else "-" if a == -1 else tex(a)
    square = rf"\left({tex(inner)}\right)^{{2}}" if inner.is_Add else rf"{tex(inner)}^{{2}}"
    rest = "" if k == 0 else f" + {tex(k)}" if not k.could_extract_minus_sign() else f" - {tex(-k)}"
    return f"{front}{square}{rest}"


def solve(problem: Problem) -> Solution:
    form: Form = problem.given["form"]
    x = form.variable
    value = sp.expand(form.value)
    polynomial = sp.Poly(value, x)
    a, h, k = completed(polynomial)
    b, c = polynomial.nth(1) / a, polynomial.nth(0)
    result = a * (x + h) ** 2 + k if a != 1 else (x + h) ** 2 + k
    lines: list[Line] = []
    if value != form.value:
        lines.append(Line("Multiply out first", tex(value), f"Write it as a sum first: {said(value)}"))
    tail = "" if c == 0 else f" + {tex(c)}" if not c.could_extract_minus_sign() else f" - {tex(-c)}"
    if a != 1:
        front = "-" if a == -1 else tex(a)
        lines.append(Line(f"Take out {plain_text(a)}", rf"{front}\left({tex(x**2 + b * x)}\right){tail}", f"Take {spoken(a)} out of the terms with {x}"))
    if b != 0:
        half = sp.simplify(b / 2)
        front, closing = ("", "") if a == 1 else (rf"{'-' if a == -1 else tex(a)}\left(", r"\right)")
        added = f" + ⟦yellow|{tex(half**2)}⟧ - ⟦yellow|{tex(half**2)}⟧"
        lines.append(Line("Add and subtract the square of half", f"{front}{tex(x**2 + b * x)}{added}{closing}{tail}", f"Half of {spoken(b)} is {spoken(half)}, and its square is {spoken(half**2)}. Add it, and take it away again: nothing changes"))
        lines.append(Line("A perfect square", f"⟦blue|{square_tex(a, x + half, sp.S.Zero)}⟧" + part_tex(-a * half**2) + tail, f"The first three terms are the square of {spoken(x + half)}"))
    if not lines or (b != 0 and c != 0):
        lines.append(Line("Put the numbers together", square_tex(a, x + h, k), f"Put the numbers together: {spoken(k)} is left"))
    points = f"The lowest point of the curve is at {x} equal to {spoken(-h)}, with the value {spoken(k)}" if a > 0 else f"The highest point of the curve is at {x} equal to {spoken(-h)}, with the value {spoken(k)}"
    picture = missing_square(x, b) if a == 1 and b.is_positive else None
    return told(
        KIND, form, f"Complete the square of {value}", f"Completing the square: {plain_text(value)}", f"Write {plain_text(value)} with one square", lines,
        answer(a, x + h, k), result, after=square_tex(a, x + h, k), remark=points, picture=picture,
    )


def part_tex(k: sp.Expr) -> str:
    return f" + {tex(k)}" if not k.could_extract_minus_sign() else f" - {tex(-k)}"


def answer(a: sp.Expr, inner: sp.Expr, k: sp.Expr) -> str:
    """As text, since SymPy would multiply 2(x + 1) out in other places."""
    square = f"({inner})**2" if inner.is_Add else f"{inner}**2"
    front = "" if a == 1 else "-" if a == -1 else f"{a}*" if a.is_Integer else f"({a})*"
    rest = "" if k == 0 else f" + {k}" if not k.could_extract_minus_sign() else f" - {-k if (-k).is_Atom else f'({-k})'}"
    return f"{front}{square}{rest}"


def missing_square(x: sp.Symbol, b: sp.Expr) -> dict:
    """x² and two strips of b/2: the corner that is missing is the square of b/2."""
    half = sp.simplify(b / 2)
    return story.area_model(
        [tex(x), tex(half)], [tex(x), tex(half)], [3.0, 1.5], [3.0, 1.5],
        [[tex(x**2), tex(half * x)], [tex(half * x), tex(half**2)]], [(1, 1)],
    )
