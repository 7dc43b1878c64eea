"""Circles: centre and radius from an equation, the equation from what is given; checked by points on the circle."""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..picture import circle_points, to_scale
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .reading import equation_in, length_after, point_tex, point_text, points, without_points, x, y
from .segments import floats

KIND = "circles"
HELP = ""
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    if not re.search(r"\bcircle\b|\bcentre\b|\bcenter\b|\bradius\b", low) or re.search(r"\btangent|\barea\b|\bcircumference|\bperimeter|\bellipse|\bhyperbola|\bsphere|\bcylinder|\bcone\b|\bsector|\barc\b|\bconvergence|\bcurvature|\binscribed|\bmass\b|\brotation|\bunit circle\b.*\b(?:sin|cos)|\btriangle", low):
        return None
    found = points(text)
    if re.search(r"\bequation\b|\bwrite\b", low) and found and "=" not in re.sub(r"\b(?:r|radius)\s*=", "", without_points(text)):
        radius = length_after(without_points(text), "radius|r")
        diameter = length_after(without_points(text), "diameter")
        if len(found) == 1 and (radius or diameter):
            return Problem(KIND, [found[0], radius or diameter / 2], given={"asked": "equation"})
        if len(found) == 2 and re.search(r"\bdiameter\b", low):
            return Problem(KIND, found, given={"asked": "diameter"})
        if len(found) == 2 and re.search(r"\bthrough\b|\bpass|\bcontain|\bpoint on\b|\bon the circle\b", low) and re.search(r"\bcent(?:er|re)", low):
            center_first = re.search(r"cent(?:er|re)", low).start() < re.search(r"through|pass|contain|point on|on the circle", low).start()
            return Problem(KIND, found if center_first else found[::-1], given={"asked": "through"})
        raise Unsupported("For the equation of a circle I need its centre and radius, its centre and a point, or the ends of a diameter.")
    if line := equation_in(text):
        form = sp.expand(line[0] - line[1])
        if form.is_polynomial(x, y) and sp.Poly(form, x, y).total_degree() == 2:
            wanted = [name for name, pattern in (("center", r"\bcent(?:er|re)\b"), ("radius", r"\bradius\b"), ("diameter", r"\bdiameter\b")) if re.search(pattern, low)]
            return Problem(KIND, [line], given={"asked": "parts", "wanted": wanted or ["center", "radius"]})
    return None


def bracket(variable: sp.Symbol, value: sp.Expr) -> str:
    if value == 0:
        return f"{variable}^2"
    return rf"\left({tex(variable)} {'+' if value.could_extract_minus_sign() else '-'} {tex(abs(value) if value.is_Rational else -value if value.could_extract_minus_sign() else value)}\right)^2"


def circle_tex(centre: tuple, square: sp.Expr) -> str:
    return f"{bracket(x, centre[0])} + {bracket(y, centre[1])} = {tex(square)}"


def circle_text(centre: tuple, square: sp.Expr) -> str:
    return f"Eq({(x - centre[0]) ** 2 + (y - centre[1]) ** 2}, {square})"


def drawing(centre: tuple, radius: sp.Expr) -> tuple[list[dict], list[dict]]:
    c, r = floats(centre), float(radius)
    around = circle_points(c, r)
    view = to_scale(around, 0.2)
    return [story.plot(*view), story.shape(around, "blue")], [story.dots([c], "yellow"), story.path([c, (c[0] + r * 0.8, c[1] + r * 0.6)], "green")]


def on_circle(form: sp.Expr, centre: tuple, radius: sp.Expr) -> bool:
    """Whether four points at the distance of the radius fulfil the equation."""
    spots = [(1, 0), (0, 1), (sp.Rational(3, 5), sp.Rational(4, 5)), (sp.Rational(-5, 13), sp.Rational(12, 13))]
    return all(sp.simplify(form.subs({x: centre[0] + radius * u, y: centre[1] + radius * v})) == 0 for u, v in spots)


def solve(problem: Problem) -> Solution:
    asked = problem.given["asked"]
    if asked == "parts":
        return tell(parts(problem.expressions[0], problem.given["wanted"]))
    if any(len(p) != 2 for p in problem.expressions if isinstance(p, tuple)):
        raise Unsolvable("I work with circles in the plane: give me points with two coordinates.")
    return tell(equation(problem.expressions, asked))


def equation(given: list, asked: str) -> Account:
    lines: list[Line] = []
    if asked == "equation":
        centre, radius = given
        known = rf"M = {point_tex(centre)},\quad r = {tex(radius)}"
        about = f"centre {point_text(centre)} and radius {radius}"
        on = []
    else:
        a, b = given
        if a == b:
            raise Unsolvable("Both points are the same, which makes no circle: give me two different points.")
        if asked == "diameter":
            centre = tuple(sp.nsimplify((p + q) / 2) for p, q in zip(a, b, strict=True))
            lines.append(Line("Midpoint", f"M = ⟦yellow|{point_tex(centre)}⟧", "The centre is the midpoint of the diameter"))
            about, on = f"diameter from {point_text(a)} to {point_text(b)}", [a, b]
            known = rf"A = {point_tex(a)},\quad B = {point_tex(b)}"
        else:
            centre = a
            about, on = f"centre {point_text(a)} through {point_text(b)}", [b]
            known = rf"M = {point_tex(a)},\quad P = {point_tex(b)}"
        far = on[-1]
        radius = sp.sqrt(sp.expand(sum((p - q) ** 2 for p, q in zip(centre, far, strict=True))))
        lines.append(Line("Radius", rf"r = \sqrt{{({tex(far[0] - centre[0])})^2 + ({tex(far[1] - centre[1])})^2}} = {tex(radius)}", "The radius is the distance from the centre to a point on the circle"))
    square = sp.expand(radius**2)
    form = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 - square
    assured(on_circle(form, centre, radius) and all(sp.simplify(form.subs({x: p[0], y: p[1]})) == 0 for p in on))
    lines += [
        Line("Distance equals radius", rf"\left(x - {wrapped(centre[0])}\right)^2 + \left(y - {wrapped(centre[1])}\right)^2 = {wrapped(radius)}^2", "A point lies on the circle where its distance from the centre is the radius"),
        Line("Simplify", circle_tex(centre, square), f"The square of the radius is {spoken(square)}"),
    ]
    shown, found = drawing(centre, radius)
    return Account(
        KIND, f"Equation of the circle with {about}", f"The circle with {about}", circle_text(centre, square), "What is the equation of this circle?", known, known, lines, "This is the equation of the circle", green(circle_tex(centre, square)),
        "Points at the right distance from the centre, put in, fulfil it", "points put in", opening="This is what is given", picture=shown, found=found, aside="Here is the circle, drawn to scale", idea=("The equation says that the distance from the centre is the radius", r"(x - h)^2 + (y - k)^2 = r^2"),
    )


def wrapped(value: sp.Expr) -> str:
    return f"({tex(value)})" if value.could_extract_minus_sign() or value.is_Add or not (value.is_Integer or value.is_Symbol) else tex(value)


def parts(sides: tuple, wanted: list[str]) -> Account:
    form = sp.expand(sides[0] - sides[1])
    a = form.coeff(x, 2)
    if form.coeff(y, 2) != a or a == 0 or sp.expand(form).coeff(x * y) != 0:
        raise Unsolvable("That equation is not one of a circle: in a circle x² and y² stand with the same factor, and there is no product of x and y.")
    scaled = sp.expand(form / a)
    d, e, f = scaled.coeff(x, 1).subs(y, 0), scaled.coeff(y, 1).subs(x, 0), scaled.subs({x: 0, y: 0})
    centre = sp.nsimplify(-d / 2), sp.nsimplify(-e / 2)
    square = sp.expand(centre[0] ** 2 + centre[1] ** 2 - f)
    if square <= 0:
        raise Unsolvable("No circle has that equation: the square of its radius would be " + ("0, so it is a single point." if square == 0 else "negative. Check the signs."))
    radius = sp.sqrt(square)
    assured(on_circle(form, centre, radius))
    start = f"{tex(sides[0])} = {tex(sides[1])}"
    lines: list[Line] = []
    standard = sides[1].is_number and sides[0].is_Add and len(sides[0].args) == 2 and all(arg.is_Pow and arg.exp == 2 for arg in sides[0].args)
    if not standard:
        if a != 1:
            lines.append(Line(f"Divide by {a}", f"{tex(scaled)} = 0", "Divide both sides, so that the squares stand alone"))
        grouped = " + ".join(part for part in (rf"\left({tex(x**2 + d * x)}\right)" if d != 0 else "x^2", rf"\left({tex(y**2 + e * y)}\right)" if e != 0 else "y^2"))
        lines.append(Line("Group", f"{grouped} = {tex(-f)}", "Group the terms with x and those with y, and bring the number to the right"))
        added = [v**2 for v in centre if v != 0]
        if added:
            lines.append(Line("Complete the squares", f"{bracket(x, centre[0])} + {bracket(y, centre[1])} = {tex(-f)} + {' + '.join(tex(v) for v in added)}", f"Complete both squares: add {' and '.join(spoken(v) for v in added)} on both sides"))
        lines.append(Line("Add up", circle_tex(centre, square), f"On the right stands the square of the radius, {spoken(square)}"))
    lines.append(Line("Read off", rf"M = {point_tex(centre)},\quad r = \sqrt{{{tex(square)}}}" + (f" = {tex(radius)}" if not radius.is_Pow else ""), f"The centre is at {spoken(centre[0])} and {spoken(centre[1])}, the radius is {spoken(radius)}"))
    values = {"center": point_text(centre), "radius": str(radius), "diameter": str(2 * radius)}
    answer = values[wanted[0]] if len(wanted) == 1 else "{" + ", ".join(f"{name}: {values[name]}" for name in wanted) + "}"
    shown, found = drawing(centre, radius)
    names = {"center": f"M = {green(point_tex(centre))}", "radius": f"r = {green(tex(radius))}", "diameter": f"2r = {green(tex(2 * radius))}"}
    return Account(
        KIND, f"{' and '.join(wanted).capitalize()} of the circle {sides[0]} = {sides[1]}", "Centre and radius of a circle", answer, "Where is its centre, and how large is its radius?", start, start, lines,
        f"The centre is at {spoken(centre[0])} and {spoken(centre[1])}, the radius is {spoken(radius)}", r",\quad ".join(names[name] for name in wanted), "Points at this distance from the centre, put in, fulfil the equation", "points put in", opening="This is the equation", picture=shown, found=found, aside="Here is the circle, drawn to scale",
        idea=("Bring it to the form from which centre and radius can be read off", r"(x - h)^2 + (y - k)^2 = r^2"),
    )
