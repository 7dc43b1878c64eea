"""Long division of polynomials: the leading terms are divided, the product taken away, until the rest is too small."""

import re

import sympy as sp

from .. import story
from ..expression import as_typed, parsed
from ..notation import tex, typed_tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .explain import FAILED
from .forms import Form, said, told

KIND = "polynomial_division"
HELP = "polynomial division"

ASK = r"(?P<ask>(?:find\s+|what(?:'s| is| are)\s+|determine\s+|calculate\s+)?(?:the\s+)?(?:quotient and (?:the\s+)?remainder|remainder and quotient|quotient|remainder)\s+(?:when|of|if|in)\s+)?"
PATTERNS = [
    re.compile(rf"^{ASK}(?:use\s+)?(?:polynomial\s+)?(?:long\s+|synthetic\s+)?(?:divide|dividing|(?:the\s+)?(?:polynomial\s+)?(?:long\s+|synthetic\s+)?division(?:\s+of)?:?)\s+(?P<p>.+?)\s+(?:by|with|and|÷)\s+(?P<d>.+)$", re.I),
    re.compile(rf"^{ASK}(?:do\s+|perform\s+)?(?:polynomial\s+)?(?:long\s+|synthetic\s+)?(?:division(?:\s+of)?:?\s*)?(?P<p>.+?)\s*(?:\s+(?:is\s+)?divided\s+by\s+|÷|\\div(?![a-z]))\s*(?P<d>.+)$", re.I),
    re.compile(r"^(?:do\s+|perform\s+|use\s+)?(?:polynomial|long|synthetic)\s+(?:long\s+)?division\s*(?:of|on|for|to\s+(?:divide|simplify))?:?\s*(?P<p>\([^()]+\))\s*/\s*(?P<d>\([^()]+\))$", re.I),
]
MOST_STEPS = 6


def read(text: str, named: str | None) -> Problem | None:
    body = re.sub(r"^(?:please\s+|can you\s+|how (?:do|can) i\s+)", "", text, flags=re.I)
    for pattern in PATTERNS:
        found = pattern.match(body)
        if not found or not re.search(r"(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z])", found["p"]) or "=" in body:
            continue
        if re.search(r"\b(?!sqrt|frac|left|right|cdot|pow)[a-zA-Z]{4,}", found["p"] + " " + found["d"]):
            return None
        p, d = (parsed(bare(part)) for part in (found["p"], found["d"]))
        letters = p.value.free_symbols | d.value.free_symbols
        if len(letters) != 1:
            return None
        [x] = letters
        if not all(side.value.is_polynomial(x) for side in (p, d)) or p.limits or d.limits:
            raise Unsupported("I divide polynomials in one letter, as x^3 - 2x + 1 by x - 1.")
        ask = (found.groupdict().get("ask") or "").lower()
        shown = rf"\left({typed_tex(as_typed(bare(found['p'])))}\right) \div \left({typed_tex(as_typed(bare(found['d'])))}\right)"
        return Problem(KIND, [sp.expand(p.value), sp.expand(d.value)], x, given={"quotient": "quotient" in ask, "remainder": "remainder" in ask, "shown": shown})
    return None


def bare(text: str) -> str:
    """Without one pair of brackets around all of it."""
    text = text.strip(" .?:;,")
    if text.startswith("(") and text.endswith(")"):
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return text[1:-1] if at == len(text) - 1 else text
    return text


def solve(problem: Problem) -> Solution:
    p, d = problem.expressions
    x = problem.variable
    if not d.has(x):
        raise Unsolvable("Divide by a polynomial that holds the letter: dividing by a number needs no long division.")
    if not all(c.is_Rational for side in (p, d) for c in sp.Poly(side, x).all_coeffs()):
        raise Unsolvable("I divide polynomials with whole numbers, fractions or decimals as coefficients.")
    if sp.degree(p, x) < sp.degree(d, x):
        raise Unsolvable(f"{plain_text(p)} has a lower degree than {plain_text(d)}: the quotient is zero, and all of it is the remainder.")
    lines, rows, quotient, rest = divided(p, d, x)
    found, left = sp.div(p, d, x)
    if sp.expand(quotient - found) != 0 or sp.expand(rest - left) != 0 or sp.expand(quotient * d + rest - p) != 0:
        raise Unsolvable(FAILED)
    total = quotient if rest == 0 else quotient + rest / d
    if problem.given["remainder"] and problem.given["quotient"]:
        answer = f"{{quotient: {quotient}, remainder: {rest}}}"
    elif problem.given["remainder"]:
        answer = str(rest)
    else:
        answer = str(total)
    final = tex(quotient) + ("" if rest == 0 else rf" + \frac{{{tex(rest)}}}{{{tex(d)}}}" if not (rest.is_number and rest < 0) else rf" - \frac{{{tex(-rest)}}}{{{tex(d)}}}")
    lines.append(Line("The result", final, f"The quotient is {said(quotient)}" + (", and nothing remains" if rest == 0 else f", and {said(rest)} remains: it stays over {said(d)}")))
    form = Form(p / d, problem.given["shown"], [("divisor", d)], x)
    remark = f"Quotient times divisor plus remainder gives {said(p)} back" if not problem.given["remainder"] or problem.given["quotient"] else f"So the remainder is {spoken(rest)}"
    return told(
        KIND, form, f"Divide {p} by {d}", f"Dividing {plain_text(p)} by {plain_text(d)}", f"Divide {plain_text(p)} by {plain_text(d)}", lines, answer, total,
        after=final, remark=remark, extra=tableau(rows, quotient, d),
    )


def divided(p: sp.Expr, d: sp.Expr, x: sp.Symbol) -> tuple[list[Line], list[tuple[sp.Expr, sp.Expr]], sp.Expr, sp.Expr]:
    lines: list[Line] = []
    rows: list[tuple[sp.Expr, sp.Expr]] = []
    quotient, rest = sp.S.Zero, p
    while rest != 0 and sp.degree(rest, x) >= sp.degree(d, x):
        if len(rows) >= MOST_STEPS:
            raise Unsolvable("That division takes more steps than one video can hold: try a lower degree.")
        term = sp.LT(rest, x) / sp.LT(d, x)
        product = sp.expand(term * d)
        after = sp.expand(rest - product)
        rows.append((product, after))
        lines.append(Line(
            f"{plain_text(sp.LT(rest, x))} by {plain_text(sp.LT(d, x))}",
            rf"{wrapped(rest)} - ⟦blue|{tex(term)}⟧ \cdot {wrapped(d)} = {tex(after)}",
            f"Divide the leading terms: {spoken(sp.LT(rest, x))} by {spoken(sp.LT(d, x))} is {spoken(term)}. Take {spoken(term)} times the divisor away: {said(after, 10)} is left",
        ))
        quotient, rest = quotient + term, after
    return lines, rows, sp.expand(quotient), rest


def wrapped(expr: sp.Expr) -> str:
    return rf"\left({tex(expr)}\right)" if expr.is_Add else tex(expr)


def tableau(rows: list[tuple[sp.Expr, sp.Expr]], quotient: sp.Expr, d: sp.Expr) -> Scene:
    """The scheme as it is written on paper."""
    scene = Scene("scheme", "All steps in one scheme", "Show the long division as it is written on paper")
    size = 40 if len(rows) < 4 else 32
    rest = rows[-1][1]
    whole = sp.expand(quotient * d + rest)
    remainder = "" if rest == 0 else f" + {tex(rest)}" if not rest.could_extract_minus_sign() else f" - {wrapped(-rest)}"
    scene.beat("On paper it looks like this: in every line a multiple of the divisor is taken away", story.table([["take away", "left"], *[[plain_text(product), plain_text(after)] for product, after in rows]]))
    return scene.beat("The multiples together are the quotient", story.formula(rf"{tex(whole)} = {wrapped(d)} \cdot ⟦blue|{wrapped(quotient)}⟧{remainder}", size))
