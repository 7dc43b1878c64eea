"""Simplifying: like terms, roots, fractions, powers, identities of trigonometry, each where it makes the formula shorter."""

import re
from collections.abc import Callable

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..words import plain_text
from .forms import Form, form_in, said, told

KIND = "simplifying"
HELP = ""

VERB = re.compile(r"^(?:simplif(?:y|ied|ying)(?:\s+form\s+of)?|(?:the\s+)?simplified form of|(?:the\s+)?simplest form of|reduce|rationali[sz]e(?:\s+the\s+denominator(?:\s+(?:of|in))?)?|collect like terms(?:\s+in)?|combine(?: like terms(?:\s+in)?)?|cancel|add|subtract)\b", re.I)
MAX_ROUNDS = 6
TRIG = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


def read(text: str, named: str | None) -> Problem | None:
    body = re.sub(r"^rationali[sz]e\s+the\s+denominator\s*(?:of|in|:)?\s*", "rationalise ", text, flags=re.I)
    form = form_in(body, VERB)
    if form is None:
        return None
    if re.match(r"^\s*(?:add|subtract|combine|cancel|reduce)\b", body, re.I) and not form.letters:
        return None
    # 6/8 and 2 + 3·4 are arithmetic, another topic's.
    if not form.letters and not form.value.atoms(sp.Pow, sp.Function) and "sqrt" not in form.shown:
        return None
    if form.value.has(sp.I):
        return None
    return Problem(KIND, [form.value], form.variable, given={"form": form})


def solve(problem: Problem) -> Solution:
    form: Form = problem.given["form"]
    if "log" in form.text and re.search(r"\blog\b(?!\s*_)", form.text) and not form.value.is_number:
        raise Unsupported("“log” means base 10 to some and base e to others: write log_10(x) or ln(x).")
    real = {letter: sp.Symbol(str(letter), real=True) for letter in form.letters}
    back = {new: old for old, new in real.items()}
    now = form.value.xreplace(real)
    lines: list[Line] = []
    if tex(form.value) != form.shown and not form.letters:
        step(lines, *named_number(now), tex(now), now)
    elif tex(form.value) != form.shown and now.is_polynomial(*real.values()) and not divides(form):
        step(lines, "Collect like terms", "Put together what belongs together", tex(now), now)
    elif tex(form.value) != form.shown:
        step(lines, "Work out the powers", "Equal bases: add the exponents of what is multiplied, and subtract those of what is divided", tex(now), now)
    if now.xreplace(back) != form.value:
        step(lines, "For real numbers", "For real numbers, the root of a square is the absolute value", tex(now), now)
    for _ in range(MAX_ROUNDS):
        found = next(((rule, words, after) for rule, words, make in RULES for after in [tried(make, now)] if after is not None), None)
        if found is None:
            break
        rule, words, now = found
        step(lines, rule, words, tex(now), now)
    best = shortest(now)
    if best != now:
        now = best
        step(lines, "Tidy up", "Written as short as it gets", tex(now), now)
    result = now.xreplace(back)
    if not lines or tex(result) == form.shown:
        raise Unsolvable(f"{plain_text(form.value)} is as simple as I can make it.")
    excluded = lost(form, result)
    remark = "It holds where the first formula has a value: " + ", and ".join(f"{form.variable} must not be {spoken(value)}" for value in excluded) if excluded else None
    if excluded:
        lines.append(Line("Keep in mind", tex(result) + r"\qquad " + r",\; ".join(rf"{tex(form.variable)} \neq ⟦red|{tex(value)}⟧" for value in excluded), "The first formula has no value where its denominator is zero. So " + ", and ".join(f"{form.variable} is not {spoken(value)}" for value in excluded)))
    return told(KIND, form, f"Simplify {form.text if form.value.is_number else form.value}", f"Simplifying {plain_text(form.value) if form.letters else form.text}", "Write the formula as simply as possible", lines, str(result), result, remark=remark)


def step(lines: list[Line], rule: str, words: str, text: str, now: sp.Expr) -> None:
    if not lines or lines[-1].tex != text:
        lines.append(Line(rule, text, f"{words}: {said(now)}"))


def divides(form: Form) -> bool:
    return any(kind == "divisor" and part.free_symbols for kind, part in form.limits)


def named_number(now: sp.Expr) -> tuple[str, str]:
    if now.has(sp.log):
        return "Rules of logarithms", "By the rules of logarithms"
    if now.atoms(sp.Pow):
        return "Take squares out of the roots", "Look for square factors under each root, and take them out"
    return "Work it out", "Worked out exactly"


def tried(make: Callable[[sp.Expr], sp.Expr], now: sp.Expr) -> sp.Expr | None:
    """What a rule makes of the formula, None where that is nothing shorter."""
    after = make(now)
    return after if after != now and weight(after) < weight(now) else None


def weight(expr: sp.Expr) -> float:
    """How long a formula is; a root in a denominator counts for much."""
    _, bottom = sp.fraction(expr)
    roots = 6 * len([node for node in bottom.atoms(sp.Pow) if node.exp.is_Rational and not node.exp.is_Integer and node.base.is_number])
    return sp.count_ops(expr) + 0.1 * len(tex(expr)) / 10 + roots


def pythagoras(expr: sp.Expr) -> sp.Expr:
    return sp.trigsimp(expr) if expr.has(*TRIG) else expr


def rational(expr: sp.Expr) -> sp.Expr:
    if expr.has(*TRIG) or not expr.free_symbols or not expr.is_rational_function(*expr.free_symbols):
        return expr
    return sp.factor(sp.cancel(sp.together(expr)))


def expanded(expr: sp.Expr) -> sp.Expr:
    return sp.expand(expr)


def denominator(expr: sp.Expr) -> sp.Expr:
    return sp.radsimp(sp.together(expr)) if not expr.free_symbols else expr


def denested(expr: sp.Expr) -> sp.Expr:
    return sp.sqrtdenest(expr)


def logarithms(expr: sp.Expr) -> sp.Expr:
    return sp.logcombine(expr) if expr.has(sp.log) and not expr.free_symbols else expr


RULES: list[tuple[str, str, Callable[[sp.Expr], sp.Expr]]] = [
    ("Identities of trigonometry", "Use that sine squared plus cosine squared is one, and that the tangent is sine over cosine", pythagoras),
    ("One fraction, then cancel", "Bring it to one fraction, factor top and bottom, and cancel what they share", rational),
    ("Collect like terms", "Multiply out and put together what belongs together", expanded),
    ("Rationalise the denominator", "Multiply top and bottom so that no root is left below", denominator),
    ("Unnest the roots", "A root within a root is the sum of two simple roots", denested),
    ("Rules of logarithms", "A sum of logarithms is the log of the product", logarithms),
    ("Rules of powers", "Put equal bases together", sp.powsimp),
    ("Simplify", "Put together what belongs together", sp.simplify),
]


def shortest(now: sp.Expr) -> sp.Expr:
    forms = [now, sp.factor_terms(now)] if now.free_symbols else [now]
    return min(forms, key=lambda form: (weight(form), forms.index(form)))


def lost(form: Form, result: sp.Expr) -> list[sp.Expr]:
    """Numbers for which the result has a value, but the formula had none."""
    if len(form.letters) != 1:
        return []
    x = form.variable
    holes: list[sp.Expr] = []
    for kind, part in form.limits:
        if kind == "divisor" and part.has(x) and part.is_polynomial(x):
            for root in sp.roots(sp.Poly(part, x)):
                value = result.subs(x, root)
                if root.is_real and value.is_finite and root not in holes:
                    holes.append(root)
    return sorted(holes, key=float)[:4]
