"""Triangles: area by base and height, by Heron, by coordinates, by two sides and their angle; checked by another of these."""

import math
import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..quantities import unit_in
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .measures import LONG
from .reading import approximate, length_after, point_tex, point_text, points, said_about
from .segments import floats
from .triangle_picture import corners_of, drawn

KIND = "triangle_area"
HELP = ""
WHOLE = True

N = r"(\d+(?:\.\d+)?(?:/\d+)?)"


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    if "triangle" not in low and "heron" not in low or not re.search(r"\barea\b", low) or re.search(r"\bmaxim|\bminim|\binscribed|\bbounded|\bline\b|\bangle of inclination|\bsurface\b|\bprism\b|\bpyramid\b|\baxes\b|\bintegra|\barea\s*(?:is|of|=|:|equals)?\s*\d|\bshaded", low):
        return None
    found = points(text)
    unit = unit_in(text)
    if len(found) == 3:
        return Problem(KIND, found, given={"asked": "points", "unit": ""})
    height = length_after(low, "height|altitude|h")
    base = length_after(low, "base|b")
    numbers = [sp.Rational(v) for v in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?:/\d+)?", re.sub(r"\b90(?:°| degrees?)", " ", low))]
    angle = re.search(rf"{N}\s*(?:°|degrees?|deg\b|\^\\?circ)", low)
    if height and base and len(numbers) == 2:
        return Problem(KIND, [base, height], given={"asked": "height", "unit": unit})
    if re.search(r"\bright\b", low) and re.search(r"\blegs?\b|\bcathet", low) and len(numbers) == 2 and not angle and "hypot" not in low:
        return Problem(KIND, numbers, given={"asked": "height", "unit": unit})
    if angle and len(numbers) == 3 and re.search(r"\bincluded\b|\bbetween\b|\benclos", low):
        degrees = sp.Rational(angle[1])
        sides = [v for v in numbers if v != degrees] or numbers[:2]
        sides = sides if len(sides) == 2 else numbers[:2]
        return Problem(KIND, [*sides, degrees], given={"asked": "angle", "unit": unit})
    if re.search(r"\bequilateral\b", low) and len(numbers) == 1 and re.search(r"\bside", low):
        return Problem(KIND, numbers * 3, given={"asked": "heron", "unit": unit})
    if len(numbers) == 3 and not angle and "angle " not in low.replace("triangle", "") and re.search(r"\bsides?\b|\bheron|\blengths?\b|[abc]\s*=", low):
        return Problem(KIND, numbers, given={"asked": "heron", "unit": unit})
    if numbers:
        raise Unsupported("For the area of a triangle I need base and height, three sides, two sides with the angle between them, or three points.")
    return None


def solve(problem: Problem) -> Solution:
    asked, unit = problem.given["asked"], problem.given["unit"]
    account = {"points": by_points, "height": by_height, "angle": by_angle, "heron": by_heron}[asked](*problem.expressions)
    value = account.expression or ""
    account.expression = None
    if unit:
        account.understood += f", in {unit}**2"
        account.said += f", in square {LONG[unit]}"
        account.result += rf"\,\text{{{unit}}}^2"
    account.answer = value
    return tell(account)


def made(about: str, value: sp.Expr, given: str, start: str, lines: list[Line], proof: str, mark: str, picture: list[dict], idea: tuple[str, str] | None) -> Account:
    if value == 0:
        raise Unsolvable("Those three points lie on one line, so they make no triangle: check them.")
    return Account(
        KIND, f"Area of the triangle {about}", "The area of a triangle", str(value), "How large is this triangle?", given, start, lines, f"The area is {spoken(value)}{said_about(value)}", f"A = {green(tex(value))}{approximate(value)}", proof, mark, opening="This is what is given", picture=picture,
        aside="Here is the triangle, drawn to scale" if picture else "", idea=idea, expression=str(value),
    )


def by_height(base: sp.Expr, height: sp.Expr) -> Account:
    value = base * height / 2
    assured(abs(float(value) - (float(base) * float(height) - float(value))) < 1e-9 * float(value))
    lines = [Line("Put in", rf"A = \frac{{{tex(base)} \cdot {tex(height)}}}{{2}}", f"Half of {spoken(base)} times {spoken(height)}"), Line("Work out", f"A = {green(tex(value))}", f"That is {spoken(value)}")]
    b, h = float(base), float(height)
    picture = drawn([(0.0, 0.0), (b, 0.0), (b * 0.35, h)], {"c": f"{b:g}"}, ("", "", "")) if max(b, h) / min(b, h) < 12 else []
    picture = [show for show in picture if show["do"] != "names" or any(show["labels"])]
    given = rf"b = {tex(base)},\quad h = {tex(height)}"
    return made(f"with base {base} and height {height}", value, given, given, lines, "Two such triangles make a rectangle of this base and height", "two make a rectangle", picture, ("A triangle is half of a rectangle with the same base and height", r"A = \frac{b \cdot h}{2}"))


def by_heron(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> Account:
    if a + b <= c or a + c <= b or b + c <= a:
        raise Unsolvable("No triangle has those sides: two sides together must be longer than the third.")
    s = (a + b + c) / 2
    product = s * (s - a) * (s - b) * (s - c)
    value = sp.sqrt(product)
    corners = corners_of(float(a), float(b), float(c))
    assured(abs(corners[2][1] * float(c) / 2 - float(value)) < 1e-7 * (1 + float(value)))
    lines = [
        Line("Half the perimeter", rf"s = \frac{{{tex(a)} + {tex(b)} + {tex(c)}}}{{2}} = {tex(s)}", f"Half the perimeter is {spoken(s)}"),
        Line("Heron's formula", rf"A = \sqrt{{{tex(s)} \cdot ({tex(s)} - {tex(a)}) ({tex(s)} - {tex(b)}) ({tex(s)} - {tex(c)})}}", "Put it into Heron's formula"),
        Line("Work out", rf"A = \sqrt{{{tex(product)}}}" + (f" = {green(tex(value))}" if tex(value) != rf"\sqrt{{{tex(product)}}}" else "") + approximate(value), f"That is {spoken(value)}{said_about(value)}"),
    ]
    given = rf"a = {tex(a)},\quad b = {tex(b)},\quad c = {tex(c)}"
    picture = drawn(corners, {"a": f"{float(a):g}", "b": f"{float(b):g}", "c": f"{float(c):g}"}, ("", "", ""))
    picture = [show for show in picture if show["do"] != "names" or any(show["labels"])]
    return made(f"with sides {a}, {b}, {c}", value, given, given, lines, "Base times height, from the coordinates of its corners, gives the same", "same by base and height", picture, ("Heron's formula needs only the three sides", r"A = \sqrt{s (s - a)(s - b)(s - c)},\quad s = \frac{a + b + c}{2}"))


def by_angle(a: sp.Expr, b: sp.Expr, degrees: sp.Expr) -> Account:
    if not 0 < degrees < 180:
        raise Unsolvable("An angle of a triangle lies between 0 and 180 degrees.")
    sine = sp.sin(sp.pi * degrees / 180)
    value = sp.nsimplify(a * b / 2) * sine
    g = math.radians(float(degrees))
    side = math.dist((float(a), 0), (float(b) * math.cos(g), float(b) * math.sin(g)))
    s = (float(a) + float(b) + side) / 2
    assured(abs(math.sqrt(s * (s - float(a)) * (s - float(b)) * (s - side)) - float(value)) < 1e-6 * (1 + float(value)))
    lines = [
        Line("Put in", rf"A = \tfrac{{1}}{{2}} \cdot {tex(a)} \cdot {tex(b)} \cdot \sin {tex(degrees)}^\circ", f"Half of {spoken(a)} times {spoken(b)}, times the sine of {spoken(degrees)} degrees"),
        Line("Work out", f"A = {green(tex(value))}{approximate(value)}", f"That is {f'about {float(value):.2f}' if not value.is_Rational else spoken(value)}"),
    ]
    given = rf"a = {tex(a)},\quad b = {tex(b)},\quad \gamma = {tex(degrees)}^\circ"
    corners = [(float(b) * math.cos(g), float(b) * math.sin(g)), (float(a), 0.0), (0.0, 0.0)]
    picture = drawn(corners, {"a": f"{float(a):g}", "b": f"{float(b):g}"}, ("", "", f"{float(degrees):g}°"))
    account = made(f"with sides {a} and {b} and {degrees} degrees between them", value, given, given, lines, "Heron's formula, with the third side, gives the same", "same by Heron's formula", picture, ("The height over one side is the other side times the sine of the angle", r"A = \tfrac{1}{2}\, a\, b \sin\gamma"))
    if not value.is_Rational:
        account.said = f"The area is about {float(value):.2f}"
    return account


def by_points(p: tuple, q: tuple, r: tuple) -> Account:
    if any(len(v) != 2 for v in (p, q, r)):
        raise Unsolvable("I take triangles in the plane: give me points with two coordinates.")
    terms = [(p[0], q[1] - r[1]), (q[0], r[1] - p[1]), (r[0], p[1] - q[1])]
    double = sp.expand(sum(u * v for u, v in terms))
    value = sp.Abs(double) / 2
    if value == 0:
        raise Unsolvable("Those three points lie on one line, so they make no triangle: check them.")
    sides = [math.dist(floats(u), floats(v)) for u, v in ((q, r), (p, r), (p, q))]
    s = sum(sides) / 2
    assured(abs(math.sqrt(max(s * (s - sides[0]) * (s - sides[1]) * (s - sides[2]), 0)) - float(value)) < 1e-6 * (1 + s * s))
    wrap = lambda v: f"({tex(v)})" if v.could_extract_minus_sign() else tex(v)
    lines = [
        Line("Put in", rf"A = \tfrac{{1}}{{2}} \left| {' + '.join(f'{wrap(u)} ({tex(s1)} - {wrap(s2)})' for u, s1, s2 in ((p[0], q[1], r[1]), (q[0], r[1], p[1]), (r[0], p[1], q[1])))} \right|", "Each x-coordinate, times the difference of the other two heights"),
        Line("Multiply", rf"A = \tfrac{{1}}{{2}} \left| {' + '.join(wrap(sp.expand(u * v)) for u, v in terms)} \right|", "Work out the products"),
        Line("Half of it", rf"A = \tfrac{{1}}{{2}} \cdot {tex(sp.Abs(double))} = {green(tex(value))}", f"Half of {spoken(sp.Abs(double))} is {spoken(value)}"),
    ]
    given = rf"A = {point_tex(p)},\ B = {point_tex(q)},\ C = {point_tex(r)}"
    return made(f"with the corners {point_text(p)}, {point_text(q)}, {point_text(r)}", value, given, given, lines, "Heron's formula, with the three distances, gives the same", "same by Heron's formula", drawn([floats(p), floats(q), floats(r)], {}), ("Three trapezoids under the sides, added with their signs, leave the triangle", r"A = \tfrac{1}{2} \left| x_1 (y_2 - y_3) + x_2 (y_3 - y_1) + x_3 (y_1 - y_2) \right|"))
