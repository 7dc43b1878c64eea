"""Parabolas: vertex, axis, focus, directrix; checked by symmetry and by equal distances from focus and directrix."""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..picture import frame, source
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .reading import equation_in, point_tex, point_text, x, y

KIND = "parabola"
HELP = ""
WHOLE = True

ASKED = [("vertex", r"\bvert(?:ex|ices)\b|\bturning point"), ("focus", r"\bfocus\b|\bfoci\b|\bfocal point"), ("directrix", r"\bdirectrix\b"), ("axis", r"\baxis\b|\bline of symmetry\b|\baxes of symmetry")]


def read(text: str, named: str | None) -> Problem | None:
    wanted = [name for name, pattern in ASKED if re.search(pattern, text, re.I)]
    if not wanted or re.search(r"\bellipse|\bhyperbola|\babout the\b|\brotat|\brevolution|\btangent|\bminimum\b|\bmaximum\b|\bvertex form|\bgraph theory|\btriangle|\babsolute|\|", text, re.I):
        return None
    line = equation_in(text)
    if line is None:
        if found := re.search(r"\b(?:of|for)\s+(?:the )?(?:parabola|quadratic|function|graph)?\s*(?:of )?([-+*^\dx\s()./²]+)$", text, re.I):
            line = equation_in(f"y = {found[1]}")
        if line is None:
            return None
    return Problem(KIND, [line], given={"wanted": wanted})


def solve(problem: Problem) -> Solution:
    sides, wanted = problem.expressions[0], problem.given["wanted"]
    form = sp.expand(sides[0] - sides[1])
    if not form.is_polynomial(x, y):
        raise Unsolvable("That is no parabola: give me an equation like y = x^2 - 4x + 1.")
    poly = sp.Poly(form, x, y)
    upright = poly.degree(x) == 2 and poly.degree(y) == 1 and form.coeff(x * y) == 0
    sideways = poly.degree(y) == 2 and poly.degree(x) == 1 and form.coeff(x * y) == 0
    if not upright and not sideways or poly.coeff_monomial(x * y) != 0:
        raise Unsolvable("That is no parabola whose axis is upright or level: give me an equation like y = x^2 - 4x + 1 or x = y^2.")
    u, v = (x, y) if upright else (y, x)
    solved = sp.expand(sp.solve(form, v)[0])
    a, b, c = solved.coeff(u, 2), solved.coeff(u, 1), solved.coeff(u, 0)
    if not all(value.is_Rational for value in (a, b, c)):
        raise Unsolvable("I take parabolas with whole numbers, fractions and decimals as coefficients.")
    h = sp.nsimplify(-b / (2 * a))
    k = sp.nsimplify(solved.subs(u, h))
    p = sp.Rational(1) / (4 * a)
    place = (lambda first, second: (first, second)) if upright else (lambda first, second: (second, first))
    vertex, focus = place(h, k), place(h, k + p)
    t = sp.Symbol("t")
    point = solved.subs(u, h + t)
    # Symmetric about the axis, and every point as far from the focus as from the directrix.
    assured(sp.expand(point - solved.subs(u, h - t)) == 0 and sp.expand(t**2 + (point - k - p) ** 2 - (point - (k - p)) ** 2) == 0)
    start = f"{tex(sides[0])} = {tex(sides[1])}"
    lines: list[Line] = []
    if (sides[0], sp.expand(sides[1])) != (v, sides[1]) or sides[1] != solved:
        lines.append(Line(f"Solve for {v} and expand", f"{v} = {tex(solved)}", f"Solved for {v}, it is {spoken(solved)}"))
    lines += [
        Line("Axis", rf"{u} = -\frac{{b}}{{2a}} = -\frac{{{tex(b)}}}{{2 \cdot {tex(a) if a >= 0 else f'({tex(a)})'}}} = {tex(h)}", f"The axis lies at {u} equal to minus b over two a, which is {spoken(h)}"),
        Line("Height of the vertex", rf"{v} = {tex(k)}", f"There, {v} is {spoken(k)}"),
    ]
    if "focus" in wanted or "directrix" in wanted:
        lines.append(Line("Focal distance", rf"p = \frac{{1}}{{4a}} = {tex(p)}", f"The focus lies one over four a from the vertex, {spoken(p)}"))
    values = {"vertex": point_text(vertex), "focus": point_text(focus), "directrix": f"Eq({v}, {sp.nsimplify(k - p)})", "axis": f"Eq({u}, {h})"}
    shown_tex = {"vertex": rf"V = {green(point_tex(vertex))}", "focus": rf"F = {green(point_tex(focus))}", "directrix": rf"{v} = {green(tex(k - p))}", "axis": rf"{u} = {green(tex(h))}"}
    said = {"vertex": f"the vertex is at {spoken(vertex[0])} and {spoken(vertex[1])}", "focus": f"the focus is at {spoken(focus[0])} and {spoken(focus[1])}", "directrix": f"the directrix is {v} equal to {spoken(k - p)}", "axis": f"the axis is {u} equal to {spoken(h)}"}
    if "focus" in wanted:
        lines.append(Line("Focus", shown_tex["focus"], said["focus"]))
    if "directrix" in wanted:
        lines.append(Line("Directrix", shown_tex["directrix"], said["directrix"]))
    answer = values[wanted[0]] if len(wanted) == 1 else "{" + ", ".join(f"{name}: {values[name]}" for name in wanted) + "}"
    picture, found = drawn(solved, u, h, k, p, wanted) if upright else ([], [])
    return tell(Account(
        KIND, f"{', '.join(wanted)} of the parabola {sides[0]} = {sides[1]}", f"The {' and '.join(wanted)} of a parabola", answer, f"Where is its {' and its '.join(wanted)}?", start, start, lines,
        ". ".join(said[name] for name in wanted), r",\quad ".join(shown_tex[name] for name in wanted), "The parabola is symmetric about the axis" + (", and its points are as far from the focus as from the directrix" if {"focus", "directrix"} & set(wanted) else ""), "symmetry checked" if not {"focus", "directrix"} & set(wanted) else "equal distances",
        opening="This is the parabola", picture=picture, found=found, aside="Here is the parabola" if picture else "", idea=("The axis lies midway between points of the same height", rf"{u} = -\frac{{b}}{{2a}}"),
    ))


def drawn(solved: sp.Expr, u: sp.Symbol, h: sp.Expr, k: sp.Expr, p: sp.Expr, wanted: list[str]) -> tuple[list[dict], list[dict]]:
    view = frame([solved], u, [float(h)])
    if view is None:
        return [], []
    if {"focus", "directrix"} & set(wanted):
        # Wide and high enough to show both, with the chord through the focus.
        reach = 3 * abs(float(p))
        heights = [float(k - p), float(k + p), float(solved.subs(u, h + sp.Rational(reach).limit_denominator(1000)))]
        spread = max(heights) - min(heights)
        view = (float(h) - reach, float(h) + reach), (min(heights) - 0.15 * spread, max(heights) + 0.1 * spread)
    found = [story.dots([(float(h), float(k))], "yellow")]
    (_, _), (low, high) = view
    if "axis" in wanted:
        found.append(story.path([(float(h), low), (float(h), high)], "green", dashed=True))
    if "focus" in wanted and low < float(k + p) < high:
        found.append(story.dots([(float(h), float(k + p))], "green"))
    if "directrix" in wanted and low < float(k - p) < high:
        found.append(story.path([(view[0][0], float(k - p)), (view[0][1], float(k - p))], "red", dashed=True))
    return [story.plot(*view), story.curve(source(solved, u), "blue")], found
