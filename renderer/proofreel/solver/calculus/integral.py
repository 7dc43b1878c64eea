"""Integrals: which integral is meant; antiderivatives derived way by way, checked by the slopes of the result."""

import re

import sympy as sp
from sympy.integrals import manualintegrate as manual

from .. import numeric, story
from ..expression import parse
from ..notation import tex
from ..picture import frame, source
from ..problem import START, Problem, Unsupported, formula_of, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from . import definite
from .asking import DRESS, convergence, undressed
from .integration import Integration, NoWay, with_bars

KIND = "integral"
HELP = "integrals"

INTEGRAL = [
    re.compile(START + r"(?:integrate|(?:find\s+|determine\s+|compute\s+|what(?:'s| is)\s+)?(?:the\s+|an\s+)?anti[- ]?derivative of)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:(?:definite|indefinite|improper)\s+)?(?:integral|antiderivative|primitive|area under)\s+(?:of\s+)?(?:the (?:function|curve|graph of)\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^(?:.*?\s)?(?:∫|\\int(?![a-z]))\s*(?P<f>.+)$", re.I),
]
OVER = re.compile(r"[,\s]+(?:on|over|in)\s+(?:the interval\s+)?\[\s*(?P<a>[^,;\[\]]+)[,;](?P<b>[^,;\[\]]+)\]\s*$", re.I)
TO = re.compile(r"[,\s]+(?:from|between|over)\s+(?:[a-zA-Z]\s*=\s*)?(?P<a>.+?)\s+(?:to|and)\s+(?:[a-zA-Z]\s*=\s*)?(?P<b>.+)$", re.I)
SUBSUP = re.compile(r"^(?:\\limits)?\s*_\s*(?P<a>\{[^{}]*\}|\([^()]*\)|[-−]?\\?\w+)\s*\^\s*(?P<b>\{[^{}]*\}|\([^()]*\)|[-−+]?(?:\\?\w+|∞|π))\s*(?P<f>.+)$")
UPDOWN = re.compile(r"^(?:\\limits)?\s*\^\s*(?P<b>\{[^{}]*\}|\\?\w+)\s*_\s*(?P<a>\{[^{}]*\}|\\?\w+)\s*(?P<f>.+)$")
BOUNDS_FIRST = re.compile(r"^(?:from|between)\s+(?:[a-z]\s*=\s*)?(?P<a>\S+)\s+(?:to|and)\s+(?:[a-z]\s*=\s*)?(?P<b>\S+)\s+of\s+(?P<f>.+)$", re.I)
DX = re.compile(r"(?:\\,|\s|\*|(?<=[\w)}²³]))\s*(?:\\mathrm\{d\}|d)\s*([a-z])\s*$")
# ∫ dx/(x + 1)
DX_ABOVE = re.compile(r"^(?P<open>\\[dt]?frac\s*\{\s*|)(?P<before>[^{}/]*?)(?:\\mathrm\{d\}|(?<![a-zA-Z])d)(?P<v>[a-z])(?P<close>\s*\}|\s*/)(?P<f>.+)$")
# SymPy's names for integrals that lead out of the elementary functions.
NOT_ELEMENTARY = ("Erf", "Si", "Ci", "Ei", "Li", "Shi", "Chi", "FresnelC", "FresnelS", "UpperGamma", "Polylog", "EllipticF", "EllipticE")


def read(text: str, named: str | None) -> Problem | None:
    text, asked = convergence(undressed(text))
    for pattern in INTEGRAL:
        if match := pattern.match(text):
            body = re.sub(r"^(?:∫|\\int)\s*", "", match["f"].strip())
            bounds = None
            if found := SUBSUP.match(body) or UPDOWN.match(body):
                bounds, body = (found["a"], found["b"]), found["f"]
            elif found := BOUNDS_FIRST.match(body):
                bounds, body = (found["a"], found["b"]), found["f"]
            elif found := OVER.search(body) or TO.search(body):
                bounds, body = (found["a"], found["b"]), body[: found.start()]
            body = DRESS.sub("", body)
            if (found := DX.search(body)) and len(body) > found.end() - found.start():
                named, body = found[1], body[: found.start()]
            elif found := DX_ABOVE.match(body):
                named, body = found["v"], f"{found['open']}{found['before'].strip() or '1'}{found['close']}{found['f']}"
            if "∫" in body or "\\int" in body:
                raise Unsupported("I integrate once: give me one integral at a time, the inner one first.")
            expression = formula_of(body)
            limits = tuple(parse({"infinity": "oo", "minus infinity": "-oo", "negative infinity": "-oo"}.get(bound.strip().lower(), bound.strip("{}"))) for bound in bounds) if bounds else None
            if limits and any(bound.free_symbols or bound.has(sp.I) for bound in limits):
                raise Unsupported("The bounds of the integral must be numbers.")
            if asked and not limits:
                raise Unsupported("From where to where? Only an integral between bounds converges or diverges.")
            return Problem("integral", [expression], variable_of([expression], named), bounds=limits, given={"asked": asked})
    return None


def solve(problem: Problem) -> Solution:
    f, x, bounds = problem.expressions[0], problem.variable, problem.bounds
    if f.has(sp.I):
        raise Unsolvable("I integrate real functions: use another letter than i for a number.")
    if bounds:
        if f.free_symbols - {x}:
            raise Unsolvable("Between bounds I integrate formulas in one variable: put numbers in place of the other letters.")
        return definite.solve(f, x, bounds, problem.given.get("asked"), antiderivative)
    walk, answer, shown = antiderivative(f, x)
    last = walk.lines[-1]
    walk.lines[-1] = Line(last.rule, last.tex + " + ⟦muted|C⟧", last.say + ". Plus a constant C, since constants vanish when we differentiate")
    steps, scenes = story.derivation(tex(sp.Integral(f, x)), walk.lines, f"Integrate {plain_text(f)} step by step", opening=f"We look for a function whose derivative is {spoken(f)}")
    title, understood = f"The integral of {plain_text(f)}", f"Integrate {f} with respect to {x}"
    return Solution("integral", understood, title, str(answer), True, steps, [question(f, x), *scenes, result(f, shown, x)])


def antiderivative(f: sp.Expr, x: sp.Symbol) -> tuple[Integration, sp.Expr, sp.Expr]:
    """The lines, the antiderivative, and how it is shown (with ln|u|); raises Unsolvable where it isn't sure."""
    walk = Integration(frozenset(f.atoms(sp.log)))
    try:
        raw = walk.find(f, x, lambda value: value)
    except NoWay as reason:
        raise Unsolvable(why_not(f, x) or str(reason)) from None
    if raw.has(sp.Integral, sp.Piecewise):
        raise Unsolvable("I can't integrate that step by step.")
    answer = tidied(raw.replace(sp.log, lambda u: sp.log(u) if sp.log(u) in walk.keeps or not u.has(x) else sp.log(primitive(u, x))), x)
    if tex(with_bars(answer, walk.keeps)) != tex(with_bars(raw, walk.keeps)) and sp.count_ops(answer) < sp.count_ops(raw) and numeric.same_slope(with_bars(answer, walk.keeps), f, x) > 0:
        walk.add("Simplify", answer, f"Tidied up, this is {walk.say(answer)}")
    else:
        answer = raw
    shown = with_bars(answer, walk.keeps)
    if numeric.same_slope(shown, f, x) < 1:
        raise Unsolvable("My result did not pass its own check, or has no real values where I looked, so I don't show it.")
    return walk, answer, shown


def primitive(u: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """Without a constant factor, which in a logarithm is but a part of C."""
    return sp.Poly(u, x).primitive()[1].as_expr() if u.is_polynomial(x) and all(c.is_Rational for c in sp.Poly(u, x).coeffs()) else u


def tidied(raw: sp.Expr, x: sp.Symbol) -> sp.Expr:
    raw -= sum(term for term in sp.Add.make_args(raw) if not term.has(x))
    if sp.count_ops(raw) <= 3:
        return raw
    forms = [sp.expand(raw), sp.factor_terms(raw), sp.simplify(raw)]
    swings = (sp.sin, sp.cos)
    angles = {g.args[0] for g in raw.atoms(*swings)}
    forms = [form for form in forms if {g.args[0] for g in form.atoms(*swings)} <= angles]
    # Simplifying may merge logarithms, which adds a constant or changes where the result holds.
    forms = [form - sum(term for term in sp.Add.make_args(sp.expand(form)) if not term.has(x)) for form in forms]
    shortest = min([raw, *forms], key=lambda form: (sp.count_ops(form), len(str(form))))
    return shortest if sp.count_ops(shortest) < 0.8 * sp.count_ops(raw) else raw


def why_not(f: sp.Expr, x: sp.Symbol) -> str | None:
    """The reason that SymPy's rules give away: no elementary antiderivative, or an absolute value."""
    if f.has(sp.Abs):
        return "I integrate absolute values between bounds only: add them, or divide the range where the inside changes its sign."
    try:
        rules = str(manual.integral_steps(f, x))
    except (NotImplementedError, ValueError, TypeError, RecursionError):
        return None
    if any(f"{name}Rule(" in rules for name in NOT_ELEMENTARY) or f.has(x**x):
        return f"The integral of {plain_text(f)} can't be written with elementary functions, so there are no steps to show: try one that can, like x*exp(-x^2)."
    return None


def question(f: sp.Expr, x: sp.Symbol) -> Scene:
    scene = Scene("question", "The question", f"Show what the integral of {plain_text(f)} means")
    asked = tex(sp.Integral(f, x))
    view = frame([f], x)
    if not view:
        return scene.beat(f"We integrate {spoken(f)}", story.formula(asked)).beat("We look for a function that has this as its derivative")
    scene.split = True
    scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"))
    return scene.beat("We are looking for its integral: a function that has this one as its slope everywhere", story.formula(asked))


def result(f: sp.Expr, answer: sp.Expr, x: sp.Symbol) -> Scene:
    scene = Scene("result", "Result and check", "Differentiate the result: the integrand must come back")
    view = frame([f, answer], x)
    if view:
        scene.split = True
        scene.beat("In blue the function, in yellow its integral, with C equal to zero", story.plot(*view), story.curve(source(f, x), "blue", "f"), story.curve(source(answer, x), "yellow", "F"))
    scene.beat("Let us check. Differentiate the result", story.formula(rf"\frac{{d}}{{dx}}\left({tex(answer)} + C\right)".replace("{dx}", f"{{d{x}}}")))
    scene.beat(f"That gives back {spoken(f)}, just what we integrated", story.step(f"= ⟦blue|{tex(f)}⟧"), story.check("the derivative is back"))
    scene.claim(f"The integral of {plain_text(f)} is {plain_text(answer)} + C"[:900], f"Eq(diff({answer.replace(sp.Abs, lambda u: u)}, {x}), {f})", True)
    return scene
