"""Implicit differentiation: dy/dx where a curve is given by an equation in x and y; slopes and tangents at its points."""

import re

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..expression import parse
from ..notation import equation, mark, tex
from ..picture import source, values
from ..problem import START, Problem, Unsupported
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import DRESS, at_point, undressed
from .tangent import bracketed, lines_of

KIND = "implicit_derivative"
HELP = "implicit differentiation"

ASKED = re.compile(r"\b(?:differentiat|deriv|slope|gradient|tangent|normal|rate of change)|(?<![a-z])d\s*y\s*/\s*d\s*x|\bfrac\s*\{\s*d\s*y\s*\}|y\s*['′’](?!\s*\()", re.I)
LEAD = re.compile(
    r"^.*?(?:(?:differentiate|derive)(?:\s+(?:implicitly|both sides of|y\s+in))?\b|(?:\b(?:to|of|for|if|when|where|given|from|on|by|in)\b|:|,)(?=[^=]*=)(?!.*\b(?:to|of|for|if|when|where|given|from|on|by|in)\s[^=]*=))\s*(?:the\s+)?",
    re.I,
)
# The plot's sides in the left half of a scene.
WIDTH, HEIGHT = 6.2, 4.6
x, y, prime = sp.Symbol("x"), sp.Symbol("y"), sp.Symbol("y'")


def read(text: str, named: str | None) -> Problem | None:
    asked = undressed(text)
    if not ASKED.search(asked) or "=" not in asked or (named and named != "x"):
        return None
    found = at_point(asked)
    body, _, point = found if found else (asked, None, ())
    if body.count("=") != 1 or re.search(r"[a-z]\s*['′’]\s*\(|\bf\s*\(", body):
        return None
    body = DRESS.sub("", LEAD.sub("", body)).strip(" ,:")
    body = re.sub(r"^(?:of|for|if|to|in)\s+", "", body)
    if "'" in body or "′" in body or "d" in re.sub(r"[a-z]{2,}", "", body):
        return None
    left, right = (parse(side) for side in body.split("="))
    if (left.free_symbols | right.free_symbols) != {x, y} or (left == y and not right.has(y)):
        return None
    if re.search(r"second|d\s*\^?\s*[2²]\s*y|''", asked):
        raise Unsupported("I differentiate implicitly once: ask for dy/dx.")
    line = re.search(r"\btangent|\bnormal", asked, re.I)
    sloped = line and re.search(r"\bslope|\bgradient", asked, re.I)
    return Problem(KIND, [left, right], x, given={"point": point, "what": line[0].lower() if line and not sloped else None})


def solve(problem: Problem) -> Solution:
    left, right = problem.expressions
    g = left - right
    gx, gy = sp.diff(g, x), sp.diff(g, y)
    if gy == 0:
        raise Unsolvable("y does not stay in that equation, so there is no dy/dx to find: check how it is written.")
    answer = min((sp.factor(-gx / gy), sp.simplify(-gx / gy), sp.cancel(-gx / gy)), key=sp.count_ops)
    refuse_if_measured_otherwise(g, answer)
    steps, scenes = story.derivation(equation(left, right), derivation_of(left, right, answer), "Differentiate both sides and solve for the slope", opening="Here y is hidden in an equation. We think of it as a function of x")
    named = f"{plain_text(left)} = {plain_text(right)}"
    value = sp.sympify(answer)
    title, understood, last = f"dy/dx for {named}", f"Find dy/dx from Eq({left}, {right}) by implicit differentiation", []
    point = problem.given["point"]
    if point or problem.given["what"]:
        point = whole_point(g, point, problem.given["what"])
        value, more, last = at(g, answer, point, problem.given["what"])
        steps += more
        where = f"({plain_text(point[0])}, {plain_text(point[1])})"
        what = f"The {problem.given['what']}" if problem.given["what"] else "The slope"
        title, understood = f"{what} of {named} at {where}", f"{what} of the curve Eq({left}, {right}) at ({point[0]}, {point[1]})"
    return Solution(KIND, understood, title, str(value), True, steps, [question(left, right, g, point), *scenes, *last, result(g, answer, value, point, title)])


def derivation_of(left: sp.Expr, right: sp.Expr, answer: sp.Expr) -> list[Line]:
    slopes = [sp.diff(side, x) + sp.diff(side, y) * prime for side in (left, right)]
    shown = " = ".join(rf"\frac{{d}}{{dx}}\left({tex(side)}\right)" for side in (left, right))
    lines = [
        Line("Differentiate both sides", shown, "Both sides are equal for every point of the curve, so differentiate both with respect to x"),
        Line("Chain rule wherever y stands", equation(*slopes), f"Wherever y stands, the chain rule brings a factor y prime. That gives {spoken_with_prime(slopes[0])} equals {spoken_with_prime(slopes[1])}"),
    ]
    total = sp.expand(slopes[0] - slopes[1])
    front, rest = sp.factor(total.coeff(prime, 1)), sp.expand(-total.coeff(prime, 0))
    if (front * prime, rest) != tuple(slopes):
        lines.append(Line("Collect the terms with y'", rf"{bracketed(front)} \, y' = {tex(rest)}", "Bring the terms with y prime to the left, and everything else to the right"))
    lines.append(Line("Solve for y'", f"y' = {mark('yellow', tex(answer))}", f"Divide. So the slope d y by d x is {spoken(answer)}"))
    return lines


def spoken_with_prime(expr: sp.Expr) -> str:
    return spoken(expr).replace("y'", "y prime")


def whole_point(g: sp.Expr, point: tuple, what: str | None) -> tuple[sp.Expr, sp.Expr]:
    if not point:
        raise Unsolvable(f"At which point? Give both coordinates, as in: the {what} at (3, 4).")
    if len(point) == 1:
        heights = [h for h in sp.solve(g.subs(x, point[0]), y) if h.is_real]
        if len(heights) != 1:
            raise Unsolvable(f"The curve has {len(heights) or 'no'} points with x = {plain_text(point[0])} that I find: give both coordinates of the point, as in (3, 4).")
        point = (point[0], heights[0])
    if sp.simplify(g.subs({x: point[0], y: point[1]})) != 0:
        raise Unsolvable(f"The point ({plain_text(point[0])}, {plain_text(point[1])}) is not on that curve: its coordinates don't satisfy the equation. Check the point.")
    return point


def at(g: sp.Expr, answer: sp.Expr, point: tuple, what: str | None) -> tuple[sp.Basic, list[story.Step], list[Scene]]:
    there = {x: point[0], y: point[1]}
    run, rise = sp.simplify(sp.diff(g, y).subs(there)), sp.simplify(-sp.diff(g, x).subs(there))
    if run == 0:
        if rise == 0 or what != "tangent":
            raise Unsolvable("The curve has no slope at that point: its tangent stands upright there, or there is more than one. Choose another point.")
        line = Line("The tangent stands upright", f"x = {mark('yellow', tex(point[0]))}", f"The denominator is zero at this point, so the tangent stands upright: x equals {spoken(point[0])}")
        steps, scenes = story.derivation(f"y' = {tex(answer)}", [line], "Put the point into the slope")
        scenes[0].key = "point"
        return sp.Eq(x, point[0], evaluate=False), steps, scenes
    slope = sp.simplify(rise / run)
    lines = [Line("Put in the point", rf"y'\,\Big|_{{({tex(point[0])},\,{tex(point[1])})}} = {mark('yellow', tex(slope))}", f"Put in {spoken(point[0])} for x and {spoken(point[1])} for y. The slope there is {spoken(slope)}")]
    value: sp.Basic = slope
    if what:
        more, line = lines_of(x, point[0], point[1], slope, what)
        lines += more[1:]
        value = sp.Eq(y, line, evaluate=False) if isinstance(line, sp.Expr) else line
    steps, scenes = story.derivation(f"y' = {tex(answer)}", lines, "Put the point into the slope")
    for number, scene in enumerate(scenes):
        scene.key = f"point-{number + 1}"
    return value, steps, scenes


def roots_near(height, low: float, high: float) -> list[mp.mpf]:
    """Heights at which the curve crosses an upright line, to thirty digits."""
    found = []
    grid = [mp.mpf(low) + (mp.mpf(high) - low) * (k + mp.mpf("0.317")) / 240 for k in range(240)]
    samples = [height(place) for place in grid]
    for a, b, fa, fb in zip(grid, grid[1:], samples, samples[1:], strict=False):
        if fa is None or fb is None or fa * fb >= 0:
            continue
        for _ in range(160):
            middle = (a + b) / 2
            fm = height(middle)
            if fm is None:
                break
            a, b, fa = (middle, b, fm) if fm * fa > 0 else (a, middle, fa)
        else:
            found.append((a + b) / 2)
    return found


def refuse_if_measured_otherwise(g: sp.Expr, answer: sp.Expr) -> None:
    """Finds points of the curve by bisection, and compares the slope between neighbours with the answer."""
    agreed = 0
    slope = sp.lambdify((x, y), answer, "mpmath")
    with mp.workdps(50):
        step = mp.mpf(10) ** -12
        for start in (0.371, 1.037, -0.793, 2.29, 0.117, -1.613, 3.61, -3.07, 5.3):
            at_height = [numeric.real(g.subs(x, sp.Rational(str(start)) + side * sp.Rational(1, 10**12)), y) for side in (-1, 0, 1)]
            for middle in roots_near(at_height[1], -6, 6)[:3]:
                reach = mp.mpf(10) ** -7
                ends = [roots_between(f, middle - reach, middle + reach) for f in (at_height[0], at_height[2])]
                if None in ends:
                    continue
                try:
                    said = mp.re(slope(mp.mpf(str(start)), middle))
                except (ZeroDivisionError, ValueError):
                    continue
                if abs((ends[1] - ends[0]) / (2 * step) - said) > mp.mpf(10) ** -8 * (1 + abs(said)):
                    raise Unsolvable("My derivation did not pass its own check, so I don't show it.")
                agreed += 1
            if agreed >= 4:
                return
    if agreed == 0:
        raise Unsolvable("I found no points of that curve near the origin to measure its slope at, so I don't show an answer: check the equation.")


def roots_between(height, a: mp.mpf, b: mp.mpf) -> mp.mpf | None:
    fa, fb = height(a), height(b)
    if fa is None or fb is None or fa * fb >= 0:
        return None
    for _ in range(140):
        middle = (a + b) / 2
        fm = height(middle)
        if fm is None:
            return None
        a, b, fa = (middle, b, fm) if fm * fa > 0 else (a, middle, fa)
    return (a + b) / 2


def view_of(g: sp.Expr, point: tuple) -> tuple[tuple, list[list[tuple[float, float]]]] | None:
    """Ranges, and the strokes of a curve that is linear or quadratic in y; None for others. Both axes have one scale."""
    polynomial = g.as_poly(y)
    if polynomial is None or polynomial.degree() > 2:
        return None
    branches = sp.solve(g, y)
    places = [pair for branch in branches for pair in values(branch, x, -8, 8, 641)]
    if len(places) < 20:
        return None
    given = [abs(float(v)) for v in point] or [1.0]
    wide = min(max(*(abs(a) for a, _ in places), given[0], 1.0), 8.0)
    high = min(max(sorted(abs(b) for _, b in places)[int(len(places) * 0.9)], given[-1], 1.0), 10.0)
    unit = 1.15 * max(wide / WIDTH, high / HEIGHT)
    strokes = [run for branch in branches for run in runs(branch, unit * WIDTH)]
    return ((-unit * WIDTH, unit * WIDTH), (-unit * HEIGHT, unit * HEIGHT)), [[pair for pair in run if abs(pair[1]) <= unit * HEIGHT] for run in strokes]


def runs(branch: sp.Expr, reach: float) -> list[list[tuple[float, float]]]:
    """The stretches over which a branch is real, right to their ends, which bisection finds."""
    at = numeric.real(branch, x, 20)
    grid = [-reach + 2 * reach * (k + 0.0317) / 200 for k in range(200)]
    found: list[list[tuple[float, float]]] = [[]]
    last: tuple[float, float | None] = (grid[0], None)
    for place in grid:
        height = at(place)
        if (height is None) != (last[1] is None) and place != grid[0]:
            real, unreal = (place, last[0]) if height is not None else (last[0], place)
            edge = []
            for _ in range(40):
                middle = (real + unreal) / 2
                if (there := at(middle)) is None:
                    unreal = middle
                else:
                    real = middle
                    edge = [(middle, float(there))]
            if height is not None:
                found.append(edge)
            else:
                found[-1] += edge
                found.append([])
        if height is not None:
            if found[-1] and abs(float(height) - found[-1][-1][1]) > reach:
                found.append([])
            found[-1].append((place, float(height)))
        last = (place, height)
    return [run for run in found if len(run) > 2]


def drawn(scene: Scene, say: str, g: sp.Expr, point: tuple, *more: dict) -> bool:
    view = view_of(g, point)
    if view is None:
        return False
    scene.split = True
    scene.beat(say, story.plot(*view[0]), *[story.path(stroke, "blue") for stroke in view[1] if len(stroke) > 2], *more)
    return True


def question(left: sp.Expr, right: sp.Expr, g: sp.Expr, point: tuple) -> Scene:
    scene = Scene("question", "The question", "Show the curve whose slope is asked")
    asked = story.formula(equation(left, right))
    if not drawn(scene, "This equation describes a curve", g, point, asked):
        scene.beat(f"This equation describes a curve: {spoken(left)} equals {spoken(right)}", asked)
    want = "We look for its slope, d y by d x, without solving the equation for y"
    return scene.beat(want, *([story.dots([point])] if point and scene.split else []), story.note("wanted: dy/dx", "yellow"))


def result(g: sp.Expr, answer: sp.Expr, value: sp.Basic, point: tuple, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the result and compare it with slopes measured on the curve")
    line = value.rhs if isinstance(value, sp.Equality) and value.lhs == y else None
    if point and line is None and not isinstance(value, sp.Equality):
        line = value * (x - point[0]) + point[1]
    extra = [story.curve(source(line, x), "yellow", "")] if line is not None else []
    if point:
        drawn(scene, "Here is the curve with the line that has this slope" if line is not None else "Here is the curve once more", g, point, *extra, story.dots([point]))
    shown = f"{tex(value.lhs)} = {mark('yellow', tex(value.rhs))}" if isinstance(value, sp.Equality) else f"y' = {mark('yellow', tex(value))}"
    said = f"{spoken(value.lhs)} equals {spoken(value.rhs)}" if isinstance(value, sp.Equality) else spoken(value)
    scene.beat(f"The result is {said}", story.formula(shown))
    scene.beat("To check it, we find neighbouring points of the curve by computing, and measure the slope between them. It agrees", story.check("agrees with measured slopes"))
    return scene.claim(f"{title}: {plain_text(value) if not isinstance(value, sp.Equality) else plain_text(value.lhs) + ' = ' + plain_text(value.rhs)}"[:900], f"Eq(idiff({g}, y, x), {answer})", True)
