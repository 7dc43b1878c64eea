"""The value of a derivative at a point: the slope of the curve there, measured on the curve itself."""

import re

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..picture import frame, source
from ..problem import START, Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import at_point, function_of, undressed
from .derivative import ORDINALS, in_turns

KIND = "slope"
HELP = ""

SLOPE = re.compile(
    START + r"(?:what(?:'s| is| are)|find|determine|compute|calculate|give(?: me)?|evaluate)?\s*(?:the\s+)?(?:value of the\s+)?(?:instantaneous\s+)?(?:slope|gradient|steepness|rate of change)\s+(?:of|for|to)\s+"
    r"(?:the\s+)?(?:tangent(?: line)?\s+(?:to|of|at)\s+)?(?P<f>.+)$",
    re.I,
)


def read(text: str, named: str | None) -> Problem | None:
    match = SLOPE.match(undressed(text))
    found = match and at_point(match["f"])
    if not found:
        return None
    body, letter, values = found
    if body.count("=") == 1 and not re.match(r"^(?:.*\s)?[a-zA-Z]\s*(?:\(\s*[a-z]\s*\))?\s*=", body):
        return None
    expression = function_of(body)
    if len(expression.free_symbols) > 1:
        return None
    return Problem("slope", [expression], variable_of([expression], named or letter), given={"point": values})


def on_curve(f: sp.Expr, x: sp.Symbol, point: tuple) -> sp.Expr:
    """Where the point lies; raises where it is not on the curve, or the curve is not there."""
    where = point[0]
    height = sp.simplify(f.subs(x, where))
    if not height.is_real or not height.is_finite:
        raise Unsolvable(f"{plain_text(f)} has no real value at {x} = {plain_text(where)}: choose a point where it has one.")
    if len(point) == 2 and sp.simplify(height - point[1]) != 0:
        raise Unsolvable(f"The point ({plain_text(where)}, {plain_text(point[1])}) is not on that curve: at {x} = {plain_text(where)} its height is {plain_text(height)}. Check the point.")
    return where


def measured(f: sp.Expr, x: sp.Symbol, where: sp.Expr, order: int) -> mp.mpf | None:
    """The derivative by differences on either side of the point; None where the two sides differ or the curve ends."""
    height = numeric.real(f, x)
    sides = []
    with mp.workdps(numeric.DIGITS):
        start = mp.mpf(sp.N(where, numeric.DIGITS))
        for side in (1, -1):
            h = side * mp.mpf(10) ** -9
            rows = [height(start + k * h) for k in range(order + 3)]
            if any(y is None for y in rows):
                return None
            # One-sided differences with two corrections: their error is of the third power of h.
            once = lambda r: [b - a for a, b in zip(r, r[1:], strict=False)]  # noqa: E731
            for _ in range(order):
                rows = once(rows)
            first, second = once(rows), once(once(rows))
            corrected = rows[0] - mp.mpf(order) / 2 * first[0] + mp.mpf(order) * (3 * order + 5) / 24 * second[0]
            sides.append(corrected / h**order)
        if abs(sides[0] - sides[1]) > mp.mpf(10) ** -6 * (1 + abs(sides[0])):
            return None
    return sides[0]


def slope_at(f: sp.Expr, derivative: sp.Expr, x: sp.Symbol, where: sp.Expr, order: int = 1) -> sp.Expr:
    """The exact value of the derivative there, measured on the curve as well; raises where there is none or they differ."""
    on_graph = measured(f, x, where, order)
    if on_graph is None:
        raise Unsolvable(f"{plain_text(f)} has no derivative at {x} = {plain_text(where)}: the curve ends or has a corner, a jump or an upright tangent there. Choose another point.")
    value = sp.simplify(derivative.subs(x, where))
    if not (value.is_real and value.is_finite) or abs(sp.N(value, 25) - on_graph) > 1e-6 * (1 + abs(on_graph)):
        raise Unsolvable("My value did not pass its own check, so I don't show it.")
    return value


def solve(problem: Problem) -> Solution:
    f, x, order = problem.expressions[0], problem.variable, problem.order
    if f.free_symbols - {x}:
        raise Unsolvable("I find slopes of formulas in one variable: put numbers in place of the other letters.")
    where = on_curve(f, x, problem.given["point"])
    steps, scenes, derivative = in_turns(f, x, order)
    value = slope_at(f, derivative, x, where, order)
    primes = "'" * order if order <= 3 else f"^{{({order})}}"
    name = "slope" if order == 1 else f"{ORDINALS[order]} derivative"
    lines = [Line("Put in the point", rf"f{primes}\left({tex(where)}\right) = {mark('yellow', tex(value))}", f"Now put in {spoken(where)} for {x}. The {name} there is {spoken(value)}")]
    more, last = story.derivation(rf"f{primes}({x}) = {tex(derivative)}", lines, f"Put {x} = {plain_text(where)} into the derivative")
    last[0].key = "value"
    what = f"the {name} of {plain_text(f)} at {x} = {plain_text(where)}"
    return Solution(
        "slope", f"The {name} of {f} at {x} = {where}", what[:1].upper() + what[1:], str(value), True, [*steps, *more],
        [question(f, x, where, name), *scenes, *last, result(f, x, where, value, order, what)],
    )


def question(f: sp.Expr, x: sp.Symbol, where: sp.Expr, name: str) -> Scene:
    scene = Scene("question", "The question", f"Show the point at which the {name} is asked")
    view = frame([f], x, [float(where)])
    asked = story.formula(f"f({x}) = ⟦blue|{tex(f)}⟧")
    if view is None:
        return scene.beat(f"Take the function {spoken(f)}", asked).beat(f"What is its {name} at {spoken(where)}?", story.note(f"at {x} = {plain_text(where)}", "yellow"))
    scene.split = True
    scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"), asked)
    point = (float(where), float(f.subs(x, where)))
    return scene.beat(f"What is its {name} at the point where {x} is {spoken(where)}?", story.dots([point]), story.note(f"at {x} = {plain_text(where)}", "yellow"))


def result(f: sp.Expr, x: sp.Symbol, where: sp.Expr, value: sp.Expr, order: int, what: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the result at the curve and check it by measuring")
    line = value * (x - where) + f.subs(x, where)
    view = frame([f], x, [float(where)])
    if view:
        scene.split = True
        shows = [story.plot(*view), story.curve(source(f, x), "blue", "f")]
        if order == 1:
            shows.append(story.curve(source(line, x), "yellow", "tangent"))
        scene.beat("In the picture, the line that touches the curve there has just this slope" if order == 1 else "Here is the curve once more", *shows, story.dots([(float(where), float(f.subs(x, where)))]))
    scene.beat(f"The answer is {spoken(value)}", story.formula(mark("yellow", tex(value))))
    scene.beat("Measured on the curve itself, with points very near on either side, it comes out the same", story.check(f"measured: {float(value):.6g}"))
    evaluated = f"Eq(diff({f}, {x}, {order}).subs({x}, {where}), {value})"
    return scene.claim(f"{what} is {plain_text(value)}"[:900], evaluated, True)
