"""Two points: distance, midpoint, slope; and the distance of a point from a line. Checked by coordinates in decimals."""

import re

import mpmath as mp
import sympy as sp

from .. import story
from ..notation import tex
from ..picture import to_scale
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .reading import approximate, equation_in, point_tex, point_text, points, said_about, without_points, x, y

KIND = "points"
HELP = "geometry with points, lines, circles and triangles"
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    if re.search(r"\btriangle|\bcircle\b(?! *\?)|\bvector|\bparabola|\bperpendicular bisector|\bcomplex\b|\bcurve\b|\btangent|\barea\b|\bminimi|\bclosest|\bspeed|\btravel", low):
        return None
    found = points(text)
    if re.search(r"\bdistance\b|\bhow far\b|\blength of (?:the )?(?:line )?segment\b", low):
        if len(found) == 1 and (line := equation_in(without_points(text))):
            return Problem(KIND, [found[0]], given={"asked": "from line", "line": line})
        asked = "distance"
    elif re.search(r"\bmid[- ]?point\b|\bmiddle\b|\bhalfway\b", low):
        asked = "midpoint"
    elif re.search(r"\bslope\b|\bgradient\b", low) and not re.search(r"\bequation\b|\bparallel|\bperpendicular|y\s*=|=\s*\d", low):
        asked = "slope"
    else:
        return None
    if len(found) != 2:
        if not found or asked == "slope":
            return None
        raise Unsupported("I need two points, written like (1, 2) and (4, 6).")
    if len(found[0]) != len(found[1]):
        raise Unsupported("Both points need the same number of coordinates.")
    if asked == "slope" and len(found[0]) != 2:
        raise Unsupported("A slope needs points in the plane, like (1, 2) and (4, 6).")
    return Problem(KIND, found, given={"asked": asked})


def floats(point: tuple) -> tuple[float, ...]:
    return tuple(float(v) for v in point)


def segment(a: tuple, b: tuple) -> list[dict]:
    p, q = floats(a), floats(b)
    if len(p) != 2 or p == q:
        return []
    view = to_scale([p, q])
    middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
    return [story.plot(*view), story.path([p, q], "blue"), story.dots([p, q], "yellow"), story.names([p, q], ["A", "B"], middle, "yellow")]


def difference(a: sp.Expr, b: sp.Expr) -> str:
    return f"{tex(b)} - {tex(a) if not a.could_extract_minus_sign() and not a.is_Add else '(' + tex(a) + ')'}"


def squared(value: sp.Expr) -> str:
    return rf"{tex(value)}^2" if value.is_Integer and value >= 0 else rf"\left({tex(value)}\right)^2"


def solve(problem: Problem) -> Solution:
    asked = problem.given["asked"]
    if asked == "from line":
        return tell(from_line(problem.expressions[0], problem.given["line"]))
    a, b = problem.expressions
    if asked != "midpoint" and a == b:
        raise Unsolvable("Both points are the same: give me two different ones.")
    account = {"distance": distance, "midpoint": midpoint, "slope": slope}[asked](a, b)
    account.picture = segment(a, b)
    account.aside = "Here are the two points, drawn to scale" if account.picture else ""
    return tell(account)


def given(a: tuple, b: tuple) -> str:
    return rf"A = {point_tex(a)},\quad B = {point_tex(b)}"


def distance(a: tuple, b: tuple) -> Account:
    total = sp.expand(sum((q - p) ** 2 for p, q in zip(a, b, strict=True)))
    value = sp.sqrt(total)
    with mp.workdps(30):
        assured(abs(mp.norm([mp.mpf(sp.N(q - p, 30)) for p, q in zip(a, b, strict=True)]) - mp.mpf(sp.N(value, 30))) < mp.mpf(10) ** -20 * (1 + value))
    differences = [sp.expand(q - p) for p, q in zip(a, b, strict=True)]
    lines = [
        Line("Put in the coordinates", rf"d = \sqrt{{{' + '.join(f'({difference(p, q)})^2' for p, q in zip(a, b, strict=True))}}}", "The differences of the coordinates are the legs of a right triangle"),
        Line("Subtract", rf"d = \sqrt{{{' + '.join(squared(v) for v in differences)}}}", f"They are {' and '.join(spoken(v) for v in differences)}"),
        Line("Square and add", rf"d = \sqrt{{{tex(total)}}}" + (f" = {tex(value)}" if tex(value) != rf"\sqrt{{{tex(total)}}}" else "") + approximate(value), f"The squares add up to {spoken(total)}"),
    ]
    formula = r"d = \sqrt{(x_2 - x_1)^2 + (y_2 - y_1)^2" + (r" + (z_2 - z_1)^2" if len(a) == 3 else "") + "}"
    return Account(
        KIND, f"Distance between {point_text(a)} and {point_text(b)}", f"The distance between {point_text(a)} and {point_text(b)}", str(value), "How far apart are they?", given(a, b), given(a, b), lines,
        f"The distance is {spoken(value)}{said_about(value)}", f"d = {green(tex(value))}{approximate(value)}", "Computed in decimals, it is the same", "same in decimals", opening="These are the points", idea=("By Pythagoras, the squares of the differences add up to the square of the distance", formula),
        found=legs(a, b), expression=f"Eq(Point{point_text(a)}.distance(Point{point_text(b)}), {value})",
    )


def legs(a: tuple, b: tuple) -> list[dict]:
    if len(a) != 2 or a[0] == b[0] or a[1] == b[1]:
        return []
    p, q = floats(a), floats(b)
    return [story.path([p, (q[0], p[1]), q], "green", dashed=True)]


def midpoint(a: tuple, b: tuple) -> Account:
    value = tuple(sp.nsimplify((p + q) / 2) for p, q in zip(a, b, strict=True))
    assured(all(sp.simplify((m - p) - (q - m)) == 0 for p, q, m in zip(a, b, value, strict=True)))
    letters = "xyz"
    lines = [
        Line(f"Mean of the {letter}-coordinates", rf"{letter} = \frac{{{tex(p)} + {tex(q) if not q.could_extract_minus_sign() else '(' + tex(q) + ')'}}}{{2}} = {tex(m)}", f"Halfway between {spoken(p)} and {spoken(q)} lies {spoken(m)}")
        for letter, p, q, m in zip(letters, a, b, value, strict=False)
    ]
    lines.append(Line("Put together", f"M = {green(point_tex(value))}", "These are the coordinates of the midpoint"))
    formula = r"M = \left(\frac{x_1 + x_2}{2},\ \frac{y_1 + y_2}{2}" + (r",\ \frac{z_1 + z_2}{2}" if len(a) == 3 else "") + r"\right)"
    return Account(
        KIND, f"Midpoint of {point_text(a)} and {point_text(b)}", f"The midpoint of {point_text(a)} and {point_text(b)}", point_text(value), "Which point lies halfway between them?", given(a, b), given(a, b), lines,
        f"The midpoint has the coordinates {' and '.join(spoken(v) for v in value)}", f"M = {green(point_tex(value))}", "From the first point to it, it is as far as from it to the second", "same steps on both sides", opening="These are the points", idea=("Take the mean of each coordinate", formula),
        found=[story.dots([floats(value)], "green")] if len(a) == 2 and a != b else [],
    )


def slope(a: tuple, b: tuple) -> Account:
    rise, run = sp.expand(b[1] - a[1]), sp.expand(b[0] - a[0])
    if run == 0:
        raise Unsolvable("The two points lie above each other: the line through them is vertical and has no slope.")
    value = sp.nsimplify(rise / run)
    assured(sp.simplify(a[1] + value * (b[0] - a[0]) - b[1]) == 0)
    lines = [
        Line("Rise over run", rf"m = \frac{{{difference(a[1], b[1])}}}{{{difference(a[0], b[0])}}}", "Divide the difference of the y-coordinates by that of the x-coordinates"),
        Line("Subtract", rf"m = \frac{{{tex(rise)}}}{{{tex(run)}}}" + (f" = {tex(value)}" if tex(value) != rf"\frac{{{tex(rise)}}}{{{tex(run)}}}" else ""), f"The rise is {spoken(rise)}, the run {spoken(run)}"),
    ]
    return Account(
        KIND, f"Slope of the line through {point_text(a)} and {point_text(b)}", f"The slope through {point_text(a)} and {point_text(b)}", str(value), "How steep is the line through them?", given(a, b), given(a, b), lines, f"The slope is {spoken(value)}", f"m = {green(tex(value))}",
        "From the first point, along this slope, we come to the second", "leads to the second point", opening="These are the points", idea=("Slope is rise over run", r"m = \frac{y_2 - y_1}{x_2 - x_1}"), found=legs(a, b),
    )


def from_line(point: tuple, line: tuple) -> Account:
    if len(point) != 2:
        raise Unsolvable("I find the distance of a point in the plane from a line, like (1, 2) from 3x + 4y = 5.")
    form = sp.expand(line[0] - line[1])
    if not form.is_polynomial(x, y) or sp.Poly(form, x, y).total_degree() != 1:
        raise Unsolvable("That equation is not one of a straight line: write it like 3x + 4y = 5.")
    a, b, c = form.coeff(x), form.coeff(y), form.subs({x: 0, y: 0})
    common = sp.ilcm(*[sp.fraction(v)[1] for v in (a, b, c)]) if all(v.is_Rational for v in (a, b, c)) else 1
    a, b, c = a * common, b * common, c * common
    top = sp.expand(a * point[0] + b * point[1] + c)
    value = sp.radsimp(sp.Abs(top) / sp.sqrt(a**2 + b**2))
    # The foot of the perpendicular, and how far it is.
    t = top / (a**2 + b**2)
    foot = sp.nsimplify(point[0] - a * t), sp.nsimplify(point[1] - b * t)
    assured(sp.simplify(a * foot[0] + b * foot[1] + c) == 0 and sp.simplify(sp.sqrt((foot[0] - point[0]) ** 2 + (foot[1] - point[1]) ** 2) - value) == 0)
    shown = f"{tex(sp.expand(a * x + b * y + c))} = 0"
    lines = [
        Line("Line in general form", shown, "Write the line with zero on the right"),
        Line("Put the point in", rf"d = \frac{{\left|{tex(top)}\right|}}{{\sqrt{{{squared(a)} + {squared(b)}}}}}", f"Put the point in. That gives {spoken(top)} above, and the length of the normal below"),
        Line("Work out", rf"d = {green(tex(value))}{approximate(value)}", f"So the distance is {spoken(value)}"),
    ]
    p, q = floats(point), floats(foot)
    view = to_scale([p, q, (q[0] + 1, q[1]), (q[0] - 1, q[1])], 0.5)
    picture = []
    ends = through(a, b, c, view)
    if p != q and ends:
        picture = [story.plot(*view), story.path(ends, "blue"), story.dots([p], "yellow")]
    return Account(
        KIND, f"Distance of {point_text(point)} from the line {a}*x + {b}*y + {c} = 0".replace("+ -", "- "), f"The distance of {point_text(point)} from a line", str(value), "How far is the point from the line?", rf"P = {point_tex(point)},\quad {tex(line[0])} = {tex(line[1])}", f"{tex(line[0])} = {tex(line[1])}", lines,
        f"The distance is {spoken(value)}{said_about(value)}", f"d = {green(tex(value))}{approximate(value)}", "The foot of the perpendicular lies on the line, and is just as far away", "same by the foot of the perpendicular", opening="This is the line", picture=picture,
        found=[story.path([p, q], "green", dashed=True)] if picture else [], aside="Here are the point and the line, drawn to scale" if picture else "", idea=("Put the point into the equation of the line, and divide by the length of its normal", r"d = \frac{|a x_0 + b y_0 + c|}{\sqrt{a^2 + b^2}}"),
    )


def through(a: sp.Expr, b: sp.Expr, c: sp.Expr, view: tuple) -> list[tuple[float, float]]:
    """Where the line a x + b y + c = 0 enters and leaves the view; empty where it misses it."""
    (x0, x1), (y0, y1) = view
    fa, fb, fc = float(a), float(b), float(c)
    found = []
    if abs(fb) > 1e-12:
        found += [(v, (-fc - fa * v) / fb) for v in (x0, x1)]
    if abs(fa) > 1e-12:
        found += [((-fc - fb * v) / fa, v) for v in (y0, y1)]
    inside = sorted({(round(u, 9), round(v, 9)) for u, v in found if x0 - 1e-9 <= u <= x1 + 1e-9 and y0 - 1e-9 <= v <= y1 + 1e-9})
    return [inside[0], inside[-1]] if len(inside) > 1 else []
