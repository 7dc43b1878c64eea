"""Tangents and normals of graphs: the slope at the point, then the line through it, drawn at the curve."""

import re

import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..picture import frame, source
from ..problem import START, Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import at_point, function_of, undressed
from .derivative import in_turns
from .slope import on_curve, slope_at

KIND = "tangent"
HELP = "tangents"

TANGENT = re.compile(
    START + r"(?:.*?\b)?(?P<what>tangent|normal)s?(?:\s+lines?)?\s+(?:line\s+)?(?:to|of|for|on|at)\s+(?:the\s+)?(?:graph of\s+|curve\s+)?(?P<f>.+)$", re.I
)


def read(text: str, named: str | None) -> Problem | None:
    match = TANGENT.match(undressed(text))
    if not match:
        return None
    body = match["f"]
    found = at_point(body)
    if not found:
        if re.search(r"[a-z]\s*=|\^", body):
            raise Unsupported("At which point? Add it, as in: the tangent line to y = x^2 at x = 3.")
        return None
    body, letter, values = found
    expression = function_of(body)
    if len(expression.free_symbols) > 1:
        return None
    return Problem("tangent", [expression], variable_of([expression], named or (letter if letter != "y" else None)), given={"point": values, "what": match["what"].lower()})


def solve(problem: Problem) -> Solution:
    f, x, what = problem.expressions[0], problem.variable, problem.given["what"]
    if f.free_symbols - {x}:
        raise Unsolvable("I find tangents of curves without other letters: put numbers in their place.")
    if x == sp.Symbol("y"):
        raise Unsolvable("I find tangents of curves y = f(x): give the height y as a formula in x.")
    where = on_curve(f, x, problem.given["point"])
    height = sp.simplify(f.subs(x, where))
    steps, scenes, derivative = in_turns(f, x, 1)
    slope = slope_at(f, derivative, x, where)
    lines, line = lines_of(x, where, height, slope, what)
    if isinstance(line, sp.Expr):
        refuse_if_not_touching(f, x, where, line, slope, what)
    start = rf"f'({x}) = {tex(derivative)}"
    more, last = story.derivation(start, lines, f"Find the {what} through the point")
    for number, scene in enumerate(last):
        scene.key = f"line-{number + 1}"
    y = sp.Symbol("y")
    answer = sp.Eq(y, line, evaluate=False) if isinstance(line, sp.Expr) else line
    title = f"The {what} to y = {plain_text(f)} at {x} = {plain_text(where)}"
    return Solution(
        KIND, f"The {what} line to y = {f} at {x} = {where}", title, str(answer), True, [*steps, *more],
        [question(f, x, where, height, what), *scenes, *last, result(f, x, where, height, answer, what, title)],
    )


def lines_of(x: sp.Symbol, where: sp.Expr, height: sp.Expr, slope: sp.Expr, what: str) -> tuple[list[Line], sp.Expr | sp.Eq]:
    """The lines from the derivative to the equation, and its right side (or the equation of an upright line)."""
    lines = [Line("Slope at the point", rf"f'\left({tex(where)}\right) = {mark('blue', tex(slope))}", f"At {spoken(where)} the slope of the curve is {spoken(slope)}")]
    if what == "normal":
        if slope == 0:
            lines.append(Line("A normal that stands upright", f"{x} = {mark('yellow', tex(where))}", f"The tangent is level, so the normal stands upright: {x} equals {spoken(where)}"))
            return lines, sp.Eq(x, where, evaluate=False)
        slope = sp.radsimp(-1 / slope)
        lines.append(Line("The normal is perpendicular", rf"m = -\frac{{1}}{{f'\left({tex(where)}\right)}} = {mark('blue', tex(slope))}", f"The normal stands at a right angle to the tangent. Its slope is minus one over that slope: {spoken(slope)}"))
    from_point = rf"y - {bracketed(height)} = {tex(slope) if not slope.is_Add else bracketed(slope)} \left({x} - {bracketed(where)}\right)"
    lines.append(Line("Point-slope form", from_point, f"The line goes through the point {spoken(where)}, {spoken(height)}, with this slope"))
    right = sp.expand(slope * (x - where) + height)
    lines.append(Line("Solve for y", f"y = {mark('yellow', tex(right))}", f"Solved for y, that is y equals {spoken(right)}"))
    return lines, right


def bracketed(value: sp.Expr) -> str:
    return rf"\left({tex(value)}\right)" if value.could_extract_minus_sign() or value.is_Add else tex(value)


def refuse_if_not_touching(f: sp.Expr, x: sp.Symbol, where: sp.Expr, line: sp.Expr, slope: sp.Expr, what: str) -> None:
    """The gap between curve and tangent shrinks faster than the way to the point; the normal's slope times the tangent's is -1."""
    if what == "normal":
        line = f.subs(x, where) - (x - where) / (line.coeff(x, 1))
    gap = numeric.real(f - line, x)
    near = sp.N(where, 60)
    gaps = [gap(near + side * sp.Rational(1, 10**k)) for side in (1, -1) for k in (4, 8)]
    if any(y is None for y in gaps) or any(abs(y) > 1e-2 * 10.0**-k for y, k in zip(gaps, (4, 8, 4, 8), strict=True)):
        raise Unsolvable("My line did not pass its own check, so I don't show it.")


def question(f: sp.Expr, x: sp.Symbol, where: sp.Expr, height: sp.Expr, what: str) -> Scene:
    scene = Scene("question", "The question", f"Show the curve and the point through which the {what} goes")
    view = frame([f], x, [float(where)])
    asked = story.formula(f"y = ⟦blue|{tex(f)}⟧")
    wanted = "the line that touches the curve" if what == "tangent" else "the line that stands at a right angle on the curve"
    if view is None:
        return scene.beat(f"Take the curve y equals {spoken(f)}", asked).beat(f"We want {wanted} at {x} equal to {spoken(where)}", story.note(f"at {x} = {plain_text(where)}", "yellow"))
    scene.split = True
    scene.beat(f"Here is the curve y equals {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"), asked)
    return scene.beat(f"We want {wanted} at the point where {x} is {spoken(where)}", story.dots([(where, height)]), story.note(f"at {x} = {plain_text(where)}", "yellow"))


def result(f: sp.Expr, x: sp.Symbol, where: sp.Expr, height: sp.Expr, answer: sp.Eq, what: str, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Draw the line at the curve and check that it fits")
    view = frame([f], x, [float(where)])
    shown = f"{tex(answer.lhs)} = {mark('yellow', tex(answer.rhs))}"
    if view:
        scene.split = True
        shows = [story.plot(*view), story.curve(source(f, x), "blue", "f")]
        if answer.lhs == x:
            shows.append(story.shape([(where, view[1][0]), (where, view[1][1])], "yellow"))
        else:
            shows.append(story.curve(source(answer.rhs, x), "yellow", what))
        scene.beat(f"Here is the {what}, in yellow", *shows, story.dots([(where, height)]))
    scene.beat(f"Its equation is {spoken(answer.lhs)} equals {spoken(answer.rhs)}", story.formula(shown))
    said = "It goes through the point, and its slope is that of the curve, measured on either side of the point"
    scene.beat(said if what == "tangent" else "It goes through the point, at a right angle to the measured slope of the curve", story.check("agrees with the measured slope"))
    return scene.claim(f"{title} is {plain_text(answer.lhs)} = {plain_text(answer.rhs)}"[:900], str(answer), True)
