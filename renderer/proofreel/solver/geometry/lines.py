"""Equations of lines: through two points, through a point with a slope, parallel, perpendicular; checked by putting the points in."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..picture import to_scale
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .reading import NUMBER, equation_in, line_form, point_tex, point_text, points, without_points, x, y
from .segments import difference, floats, through

KIND = "lines"
HELP = ""
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    if re.search(r"\btangent|\bnormal\b|\bcircle|\bparabola|\bcurve|\bvector|\bplane\b|\bregression|\bbest fit|\bdistance|\btriangle|\basymptote|\bsymmetry|\bdirectrix", low):
        return None
    found = points(text)
    if re.search(r"\bperpendicular bisector\b", low) and len(found) == 2:
        return Problem(KIND, found, given={"asked": "bisector"})
    related = "parallel" if re.search(r"\bparallel\b", low) else "perpendicular" if re.search(r"\bperpendicular\b|\borthogonal\b", low) else None
    if related and len(found) == 1 and (line := equation_in(without_points(text))):
        return Problem(KIND, found, given={"asked": related, "line": line})
    if not re.search(r"\bline\b|\bequation\b|\bslope|\bgradient", low):
        return None
    if related:
        return None
    slope = re.search(rf"\b(?:slope|gradient|m)\b\s*(?:of|is|=|:|equal to)?\s*({NUMBER})", low)
    if slope and len(found) == 1:
        return Problem(KIND, found, given={"asked": "slope", "slope": sp.Rational(slope[1])})
    intercept = re.search(rf"\by[- ]?intercept\b\s*(?:of|is|=|:|at)?\s*({NUMBER})", low)
    if slope and intercept:
        return Problem(KIND, [(sp.Integer(0), sp.Rational(intercept[1]))], given={"asked": "slope", "slope": sp.Rational(slope[1])})
    if line := equation_in(text):
        form = sp.expand(line[0] - line[1])
        if form.is_polynomial(x, y) and sp.Poly(form, x, y).total_degree() == 1 and not found:
            asked = "slope of" if re.search(r"\bslope\b|\bgradient\b", low) and not re.search(r"\bintercept", low.replace("slope-intercept", "")) else None
            if asked and not re.search(r"\bslope[- ]intercept", low):
                return Problem(KIND, [], given={"asked": "slope of", "line": line})
        return None
    if len(found) == 2 and re.search(r"\bline\b|\bequation\b", low) and re.search(r"\bthrough\b|\bjoin|\bconnect|\bpass|\bcontain|\bbetween\b|\bpoints\b", low):
        return Problem(KIND, found, given={"asked": "two points"})
    return None


def solve(problem: Problem) -> Solution:
    asked = problem.given["asked"]
    if any(len(p) != 2 for p in problem.expressions):
        raise Unsolvable("I find lines in the plane: give me points with two coordinates.")
    if asked == "two points":
        return tell(two_points(*problem.expressions))
    if asked == "bisector":
        return tell(bisector(*problem.expressions))
    if asked == "slope":
        return tell(point_slope(problem.expressions[0], problem.given["slope"], [], ""))
    form = sp.expand(problem.given["line"][0] - problem.given["line"][1])
    if not form.is_polynomial(x, y) or sp.Poly(form, x, y).total_degree() != 1:
        raise Unsolvable("That equation is not one of a straight line: write it like y = 2x + 1.")
    if asked == "slope of":
        return tell(slope_of(problem.given["line"], form))
    return tell(related(problem.expressions[0], problem.given["line"], form, asked))


def picture_of(given: list[tuple], value: tuple[sp.Expr, sp.Expr], other: tuple[sp.Expr, sp.Expr] | None = None) -> tuple[list[dict], list[dict]]:
    spots = [floats(p) for p in given]
    form = value[0] - value[1]
    near = [(0.0, 0.0)] if all(abs(v) < 12 for p in spots for v in p) else []
    view = to_scale([*spots, *near, (spots[0][0] + 2, spots[0][1])], 0.3)
    ends = through(form.coeff(x), form.coeff(y), form.subs({x: 0, y: 0}), view)
    shown = [story.plot(*view)]
    if other is not None:
        o = sp.expand(other[0] - other[1])
        if line := through(o.coeff(x), o.coeff(y), o.subs({x: 0, y: 0}), view):
            shown.append(story.path(line, "blue"))
    shown.append(story.dots(spots, "yellow"))
    return shown, [story.path(ends, "green")] if ends else []


def equation_text(value: tuple[sp.Expr, sp.Expr]) -> str:
    return f"Eq({value[0]}, {value[1]})"


def slope_lines(m: sp.Expr, point: tuple) -> tuple[tuple[sp.Expr, sp.Expr], list[Line]]:
    """From slope and point to y = m x + b."""
    b = sp.nsimplify(point[1] - m * point[0])
    value = (y, sp.expand(m * x + b))
    p0 = tex(point[0]) if not point[0].could_extract_minus_sign() else f"({tex(point[0])})"
    lines = []
    if point[0] == 0:
        lines.append(Line("Read off b", rf"b = {tex(point[1])}", "The point lies on the y-axis, so its height is the intercept"))
    elif m != 0:
        slope = tex(m) if not m.could_extract_minus_sign() else f"({tex(m)})"
        lines.append(Line("Put the point in", rf"{tex(point[1])} = {slope} \cdot {p0} + b", f"Put the point into y equals m x plus b, with m equal to {spoken(m)}"))
        lines.append(Line("Solve for b", rf"b = {tex(b)}", f"So b is {spoken(b)}"))
    lines.append(Line("Equation of the line", rf"y = {green(tex(value[1]))}", f"The line is y equals {spoken(value[1])}"))
    return value, lines


def two_points(a: tuple, b: tuple) -> Account:
    if a == b:
        raise Unsolvable("Both points are the same: infinitely many lines pass through it. Give me two different points.")
    given = rf"A = {point_tex(a)},\quad B = {point_tex(b)}"
    if a[0] == b[0]:
        value = (x, a[0])
        lines = [Line("Same x-coordinate", rf"x_1 = x_2 = {tex(a[0])}", "Both points have the same x-coordinate, so the line is vertical"), Line("Equation of the line", rf"x = {green(tex(a[0]))}", f"All its points have x equal to {spoken(a[0])}")]
    else:
        m = sp.nsimplify((b[1] - a[1]) / (b[0] - a[0]))
        value, more = slope_lines(m, a)
        lines = [Line("Slope", rf"m = \frac{{{difference(a[1], b[1])}}}{{{difference(a[0], b[0])}}} = {mark('yellow', tex(m))}", f"The slope is rise over run, {spoken(m)}"), *more]
    assured(all(sp.simplify((value[0] - value[1]).subs({x: p[0], y: p[1]})) == 0 for p in (a, b)))
    shown, found = picture_of([a, b], value)
    return Account(
        KIND, f"Line through {point_text(a)} and {point_text(b)}", f"The line through {point_text(a)} and {point_text(b)}", equation_text(value), "What is the equation of the line through them?", given, given, lines,
        f"The line is {spoken(value[0])} equals {spoken(value[1])}", rf"{tex(value[0])} = {green(tex(value[1]))}", "Both points, put in, fulfil the equation", "both points put in", opening="These are the points", picture=shown, found=found, aside="Here are the two points, drawn to scale",
        idea=("A line that is not vertical has a slope m, and meets the y-axis at b", "y = m x + b"),
    )


def point_slope(p: tuple, m: sp.Expr, before: list[Line], about: str, other: tuple | None = None) -> Account:
    value, lines = slope_lines(m, p)
    assured(sp.simplify((value[0] - value[1]).subs({x: p[0], y: p[1]})) == 0 and sp.diff(value[1], x) == m)
    shown, found = picture_of([p], value, other)
    given = rf"P = {point_tex(p)},\quad m = {tex(m)}" if not about else rf"P = {point_tex(p)},\quad {tex(other[0])} = {tex(other[1])}"
    return Account(
        KIND, about or f"Line through {point_text(p)} with slope {m}", f"The line through {point_text(p)} with slope {m}" if not about else about, equation_text(value), "What is the equation of this line?", given, given, [*before, *lines],
        f"The line is y equals {spoken(value[1])}", rf"y = {green(tex(value[1]))}", "The point fulfils the equation, and the slope is as asked for", "point and slope checked", opening="This is what is given", picture=shown, found=found, aside="Here is the point" + (" with the given line" if other else "") + ", drawn to scale",
        idea=None if before else ("A line that is not vertical has a slope m, and meets the y-axis at b", "y = m x + b"),
    )


def related(p: tuple, line: tuple, form: sp.Expr, asked: str) -> Account:
    a, b, c = form.coeff(x), form.coeff(y), form.subs({x: 0, y: 0})
    about = f"Line through {point_text(p)} {asked} to {line[0]} = {line[1]}"
    # The sought line: a x + b y = d, or b x − a y = d.
    n = (a, b) if asked == "parallel" else (b, -a)
    d = n[0] * p[0] + n[1] * p[1]
    if n[1] == 0:
        value = line_form(*n, d)
        lines = [Line("Direction", r"\text{vertical}", f"The given line is {'vertical' if asked == 'parallel' else 'horizontal'}, so this one is vertical"), Line("Equation of the line", rf"x = {green(tex(value[1]))}", f"All its points have x equal to {spoken(value[1])}")]
        shown, found = picture_of([p], value, line)
        assured(sp.simplify((value[0] - value[1]).subs({x: p[0], y: p[1]})) == 0)
        given = rf"P = {point_tex(p)},\quad {tex(line[0])} = {tex(line[1])}"
        return Account(KIND, about, about, equation_text(value), "What is the equation of this line?", given, given, lines, f"The line is x equals {spoken(value[1])}", rf"x = {green(tex(value[1]))}", "The point fulfils the equation", "point put in", opening="This is what is given", picture=shown, found=found, aside="Here is the point with the given line, drawn to scale")
    m = sp.nsimplify(-n[0] / n[1])
    before = []
    if b != 0:
        old = sp.nsimplify(-a / b)
        before.append(Line("Slope of the given line", rf"{tex(y)} = {tex(sp.expand(old * x - c / b))},\quad m_1 = {mark('yellow', tex(old))}", f"Solved for y, the given line has the slope {spoken(old)}"))
        if asked == "parallel":
            before.append(Line("Parallel: same slope", f"m = {mark('yellow', tex(m))}", "A parallel line has the same slope"))
        elif old != 0:
            before.append(Line("Perpendicular: negative reciprocal", rf"m = -\frac{{1}}{{m_1}} = {mark('yellow', tex(m))}", f"A perpendicular line has the negative reciprocal, {spoken(m)}"))
        else:
            before.append(Line("Perpendicular to a horizontal line", r"\text{vertical}", "It is vertical"))
    else:
        before.append(Line("Direction", "m = 0", "The given line is vertical, so this one is horizontal"))
    if b != 0:
        assured(m == old if asked == "parallel" else m * old == -1)
    return point_slope(p, m, before, about, line)


def bisector(a: tuple, b: tuple) -> Account:
    if a == b:
        raise Unsolvable("Both points are the same: give me two different ones.")
    middle = tuple(sp.nsimplify((p + q) / 2) for p, q in zip(a, b, strict=True))
    n = (b[0] - a[0], b[1] - a[1])
    d = sp.nsimplify(n[0] * middle[0] + n[1] * middle[1])
    value = line_form(*n, d)
    t = sp.Symbol("t")
    spot = {x: t, y: value[1].subs(x, t)} if n[1] != 0 else {x: value[1], y: t}
    # Every point of it is as far from one end as from the other.
    assured(sp.expand((spot[x] - a[0]) ** 2 + (spot[y] - a[1]) ** 2 - (spot[x] - b[0]) ** 2 - (spot[y] - b[1]) ** 2) == 0)
    lines = [Line("Midpoint", f"M = {mark('yellow', point_tex(middle))}", "It goes through the midpoint")]
    if n[0] == 0 or n[1] == 0:
        lines += [Line("Direction", r"\text{horizontal}" if n[0] == 0 else r"\text{vertical}", f"The segment is {'vertical' if n[0] == 0 else 'horizontal'}, so the bisector is {'horizontal' if n[0] == 0 else 'vertical'}"), Line("Equation of the line", f"{tex(value[0])} = {green(tex(value[1]))}", f"So it is {spoken(value[0])} equals {spoken(value[1])}")]
    else:
        m = sp.nsimplify(-n[0] / n[1])
        lines += [Line("Slope of the segment", rf"m_1 = {tex(sp.nsimplify(n[1] / n[0]))}", f"The segment has the slope {spoken(sp.nsimplify(n[1] / n[0]))}"), Line("Negative reciprocal", rf"m = {mark('yellow', tex(m))}", f"The perpendicular has the slope {spoken(m)}"), *slope_lines(m, middle)[1]]
    given = rf"A = {point_tex(a)},\quad B = {point_tex(b)}"
    shown, found = picture_of([a, b], value)
    return Account(
        KIND, f"Perpendicular bisector of {point_text(a)} and {point_text(b)}", f"The perpendicular bisector of {point_text(a)} and {point_text(b)}", equation_text(value), "Which line is as far from one as from the other?", given, given, lines,
        f"It is {spoken(value[0])} equals {spoken(value[1])}", f"{tex(value[0])} = {green(tex(value[1]))}", "Every point of it is equally far from both", "equal distances", opening="These are the points", picture=shown, found=found, aside="Here are the two points, drawn to scale",
    )


def slope_of(line: tuple, form: sp.Expr) -> Account:
    a, b, c = form.coeff(x), form.coeff(y), form.subs({x: 0, y: 0})
    if b == 0:
        raise Unsolvable("That line is vertical, so it has no slope.")
    m = sp.nsimplify(-a / b)
    height = sp.expand(m * x - c / b)
    assured(sp.simplify(form.subs(y, height)) == 0 and sp.simplify(height.subs(x, 1) - height.subs(x, 0) - m) == 0)
    start = f"{tex(line[0])} = {tex(line[1])}"
    lines = [Line("Solve for y", f"y = {tex(height)}", f"Solved for y, it is {spoken(height)}"), Line("Read off the slope", f"m = {green(tex(m))}", f"The factor of x is the slope, {spoken(m)}")]
    shown, found = picture_of([(sp.Integer(0), height.subs(x, 0)), (sp.Integer(1), height.subs(x, 1))], (y, height))
    return Account(KIND, f"Slope of the line {line[0]} = {line[1]}", "The slope of a line", str(m), "How steep is this line?", start, start, lines, f"The slope is {spoken(m)}", f"m = {green(tex(m))}", "One step to the right, the height changes by just that", "one step to the right", opening="This is the line", picture=[*shown[:1], *found, *shown[1:]], aside="Here is the line, with two of its points", idea=("Solved for y, the factor of x is the slope", "y = m x + b"))


