"""Areas, circumferences, surfaces and volumes of figures by their formulas; checked by adding up thin slices or strips."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import mpmath as mp
import sympy as sp

from .. import story
from ..notation import tex
from ..picture import circle_points, to_scale
from ..problem import Problem, Unsupported
from ..quantities import unit_in
from ..speech import spoken
from ..story import Line, Solution
from ..telling import Account, assured, green, tell
from .reading import approximate, length_after, said_about

KIND = "measures"
HELP = ""
WHOLE = True

r, h, a, b, c = sp.symbols("r h a b c")


@dataclass
class Measure:
    figure: str
    quantity: str
    formula: sp.Expr
    said: str
    # The same number by summing: a function of the given lengths.
    sliced: Callable[..., mp.mpf]
    power: int


def quad(f: Callable, low: object, high: object) -> mp.mpf:
    return mp.quad(f, mp.linspace(low, high, 9))


def ring(radius: mp.mpf) -> mp.mpf:
    return 2 * mp.pi * radius


def arc(radius: mp.mpf) -> mp.mpf:
    """The length of the circle by a polygon with very many corners, made more exact by halving."""
    n = 4096
    first, second = n * 2 * radius * mp.sin(mp.pi / n), 2 * n * 2 * radius * mp.sin(mp.pi / (2 * n))
    return (4 * second - first) / 3


MEASURES = [
    Measure("circle", "area", sp.pi * r**2, "pi times the square of the radius", lambda r: quad(ring, 0, r), 2),
    Measure("circle", "circumference", 2 * sp.pi * r, "two pi times the radius", arc, 1),
    Measure("sphere", "volume", sp.Rational(4, 3) * sp.pi * r**3, "four thirds of pi times the cube of the radius", lambda r: quad(lambda t: mp.pi * (r**2 - t**2), -r, r), 3),
    Measure("sphere", "surface", 4 * sp.pi * r**2, "four pi times the square of the radius", lambda r: quad(lambda t: 2 * mp.pi * r * mp.sin(t) * r, 0, mp.pi), 2),
    Measure("hemisphere", "volume", sp.Rational(2, 3) * sp.pi * r**3, "two thirds of pi times the cube of the radius", lambda r: quad(lambda t: mp.pi * (r**2 - t**2), 0, r), 3),
    Measure("cylinder", "volume", sp.pi * r**2 * h, "the circle at the bottom, times the height", lambda r, h: quad(lambda t: ring(t) * h, 0, r), 3),
    Measure("cylinder", "surface", 2 * sp.pi * r**2 + 2 * sp.pi * r * h, "both circles, and the jacket around", lambda r, h: 2 * quad(ring, 0, r) + arc(r) * h, 2),
    Measure("cone", "volume", sp.pi * r**2 * h / 3, "a third of the circle at the bottom times the height", lambda r, h: quad(lambda t: mp.pi * (r * (1 - t / h)) ** 2, 0, h), 3),
    Measure("rectangle", "area", a * b, "length times width", lambda a, b: quad(lambda _: b, 0, a), 2),
    Measure("rectangle", "perimeter", 2 * a + 2 * b, "twice the length and twice the width", lambda a, b: a + b + a + b, 1),
    Measure("square", "area", a**2, "the side times itself", lambda a: quad(lambda _: a, 0, a), 2),
    Measure("square", "perimeter", 4 * a, "four times the side", lambda a: a + a + a + a, 1),
    Measure("cube", "volume", a**3, "the side three times by itself", lambda a: quad(lambda _: a * a, 0, a), 3),
    Measure("cube", "surface", 6 * a**2, "six squares", lambda a: sum(quad(lambda _: a, 0, a) for _ in range(6)), 2),
    Measure("trapezoid", "area", (a + b) * h / 2, "the mean of the parallel sides, times the height", lambda a, b, h: quad(lambda t: a + (b - a) * t / h, 0, h), 2),
    Measure("parallelogram", "area", a * h, "base times height", lambda a, h: quad(lambda _: a, 0, h), 2),
    Measure("box", "volume", a * b * c, "length times width times height", lambda a, b, c: quad(lambda _: a * b, 0, c), 3),
    Measure("pyramid", "volume", a**2 * h / 3, "a third of the base times the height", lambda a, h: quad(lambda t: (a * (1 - t / h)) ** 2, 0, h), 3),
]
FIGURES = {
    "hemisphere": r"\bhemispher", "circle": r"\bcircle\b|\bcircular\b|\bdis[ck]\b", "sphere": r"\bspher(?:e|ical)\b", "cylinder": r"\bcylind", "cone": r"\bcone\b|\bconical\b", "square": r"\bsquare\b(?! (?:base|root|cm|m\b|feet|units|inches|pyramid))", "rectangle": r"\brectang(?:le|ular)\b(?! (?:box|prism|solid))",
    "cube": r"\bcube\b(?! root)", "trapezoid": r"\btrapezoid|\btrapezium", "parallelogram": r"\bparallelogram", "box": r"\bcuboid|\brectangular (?:box|prism|solid)|\bbox\b", "pyramid": r"\bsquare(?:-based)? pyramid|\bpyramid with (?:a )?square base",
}


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    quantity = "volume" if re.search(r"\bvolume\b", low) else "surface" if re.search(r"\bsurface(?: area)?\b", low) else "circumference" if re.search(r"\bcircumference\b", low) else "area" if re.search(r"\barea\b", low) else "perimeter" if re.search(r"\bperimeter\b", low) else None
    figures = [name for name, pattern in FIGURES.items() if re.search(pattern, low)]
    if "pyramid" in figures:
        figures = ["pyramid"]
    if "box" in figures:
        figures = ["box"]
    if quantity is None or len(figures) != 1 or re.search(r"\bsector|\barc\b|\bsegment\b|\bshaded|\bmaximum|\bminimi[sz]|\bmaximi[sz]|\brate\b|\brevolution|\bintegra|\bbounded|\bregion|\bbetween\b|\bfence|\blateral|\bquarter|\bhalf\b|\bsemi|\bdiagonal|\bslant|\bhollow|\bfrustum|\binscribed|\bcenter\b|\bcentre\b|=\s*\d*[xy]|[xy]\^|[xy]²", low):
        return None
    figure = figures[0]
    if figure == "circle" and quantity == "perimeter":
        quantity = "circumference"
    both = figure == "circle" and re.search(r"\bcircumference\b", low) and re.search(r"\barea\b", low)
    if re.search(r"\b(?:has|have|with) (?:an? )?(?:area|volume|circumference|perimeter|surface)\b|\b(?:area|volume|circumference|perimeter) (?:is|of|equals|=)\s*\d|\bwhose (?:area|volume|circumference|perimeter)\b", low):
        return reverse(low, figure)
    measure = next((m for m in MEASURES if m.figure == figure and m.quantity == quantity), None)
    if measure is None:
        raise Unsupported(f"I don't have the {quantity} of a {figure} by formula: ask for the area or circumference of a circle, or the volume of a sphere, cylinder, cone, cube or box.")
    unit = unit_in(text)
    return Problem(KIND, [lengths(low, measure, unit)], given={"measure": measure, "unit": unit, "both": bool(both)})


def reverse(low: str, figure: str) -> Problem | None:
    """A circle's area or circumference is given, its radius asked."""
    if figure != "circle" or not re.search(r"\bradius\b|\bdiameter\b", low):
        raise Unsupported("I work out areas and volumes from lengths: give me the lengths of the figure.")
    raise Unsupported("I work out the area and the circumference of a circle from its radius or diameter: give me one of these.")


def lengths(low: str, measure: Measure, unit: str) -> dict[sp.Symbol, sp.Expr]:
    needed = sorted(measure.formula.free_symbols, key=str)
    found: dict[sp.Symbol, sp.Expr] = {}
    if r in needed:
        radius, diameter = length_after(low, "radius|radii|r"), length_after(low, "diameter|d")
        if radius and diameter and radius * 2 != diameter:
            raise Unsupported("Radius and diameter don't fit each other there: give me one of them.")
        if radius or diameter:
            found[r] = radius or diameter / 2
    if h in needed and (height := length_after(low, "height|h|high|tall|altitude")):
        found[h] = height
    elif h in needed and (m := re.search(r"(\d+(?:\.\d+)?) ?(?:cm|m|mm|in|ft|units?)? (?:high|tall)", low)):
        found[h] = sp.Rational(m[1])
    sides = {a: "length|side lengths?|sides?|edges?|base|base edge|long", b: "width|breadth|wide", c: "height|depth|high|h"}
    if measure.figure == "trapezoid":
        pair = re.search(r"(?:bases?|parallel sides?)[^\d]*(\d+(?:\.\d+)?)[^\d]*?(?:and|,)\s*(\d+(?:\.\d+)?)", low)
        if pair:
            found[a], found[b] = sp.Rational(pair[1]), sp.Rational(pair[2])
    else:
        for symbol, words in sides.items():
            if symbol in needed and symbol not in found and (value := length_after(low, words)):
                found[symbol] = value
    if set(found) != set(needed):
        listed = re.search(r"(\d+(?:\.\d+)?)\s*(?:cm|m|ft|in|mm)?\s*(?:by|x|×)\s*(\d+(?:\.\d+)?)\s*(?:cm|m|ft|in|mm)?(?:\s*(?:by|x|×)\s*(\d+(?:\.\d+)?))?", low)
        numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", low)
        if listed and measure.figure in ("rectangle", "box"):
            values = [sp.Rational(v) for v in listed.groups() if v]
        elif measure.figure in ("rectangle", "box", "square", "cube") and len(numbers) == len(needed) and not found:
            values = [sp.Rational(v) for v in numbers]
        else:
            values = []
        if len(values) == len(needed):
            found = dict(zip(needed, values, strict=True))
    if set(found) != set(needed):
        names = {r: "the radius", h: "the height", a: "the length" if b in needed else "the side", b: "the width", c: "the height"}
        raise Unsupported(f"For the {measure.quantity} of a {measure.figure} I need {' and '.join(names[s] for s in needed)}.")
    if len(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", low)) > len(needed) + (measure.figure == "trapezoid"):
        raise Unsupported(f"There are more numbers than the {measure.quantity} of a {measure.figure} needs: give me just the lengths.")
    return found


def solve(problem: Problem) -> Solution:
    known, measure, unit = problem.expressions[0], problem.given["measure"], problem.given["unit"]
    if problem.given["both"]:
        return tell(both_of_circle(known[r], unit))
    return tell(single(known, measure, unit))


def checked(measure: Measure, known: dict) -> sp.Expr:
    value = sp.nsimplify(measure.formula.subs(known))
    with mp.workdps(20):
        ordered = [mp.mpf(sp.N(known[s], 20)) for s in sorted(known, key=lambda s: "rabch".index(str(s)) if measure.figure not in ("cylinder", "cone") else "rh".index(str(s)))]
        assured(abs(measure.sliced(*ordered) - mp.mpf(sp.N(value, 20))) < 1e-8 * (1 + abs(float(value))))
    return value


def put_in(measure: Measure, known: dict) -> str:
    text = tex(measure.formula)
    for symbol, value in known.items():
        shown = tex(value) if value.is_Integer else rf"\left({tex(value)}\right)"
        text = re.sub(rf"(?<![a-zA-Z\\]){symbol}(?![a-zA-Z])", lambda _, shown=shown: rf"\cdot {shown}", text)
    text = re.sub(r"(^|[(+{=])\s*\\cdot", r"\1", text)
    return text


def steps(measure: Measure, known: dict, value: sp.Expr) -> list[Line]:
    head = {"area": "A", "circumference": "C", "volume": "V", "surface": "S", "perimeter": "P"}[measure.quantity]
    lines = [Line("Put in the lengths", f"{head} = {put_in(measure, known)}", f"Put in {' and '.join(f'{spoken(v)}' for v in known.values())}"), Line("Work out", f"{head} = {green(tex(value))}{approximate(value)}", f"That makes {spoken(value)}{said_about(value)}")]
    return lines


def single(known: dict, measure: Measure, unit: str) -> Account:
    value = checked(measure, known)
    head = {"area": "A", "circumference": "C", "volume": "V", "surface": "S", "perimeter": "P"}[measure.quantity]
    given = r",\quad ".join(f"{s} = {tex(v)}" + (rf"\,\text{{{unit}}}" if unit else "") for s, v in known.items())
    power = "" if measure.power == 1 else f"^{measure.power}"
    shown_unit = rf"\,\text{{{unit}}}{power}" if unit else ""
    name = "surface area" if measure.quantity == "surface" else measure.quantity
    picture, found = drawn(measure, known)
    measured = ", ".join(f"{s} = {v}" for s, v in known.items())
    return Account(
        KIND, f"The {name} of a {measure.figure} with {measured}" + (f", in {unit}{power.replace('^', '**')}" if unit else ""), f"The {name} of a {measure.figure}", str(value), f"What is the {name} of this {measure.figure}?", given, given, steps(measure, known, value),
        f"The {name} is {spoken(value)}{said_about(value)}" + (f", in {'square ' if measure.power == 2 else 'cubic ' if measure.power == 3 else ''}{LONG[unit]}" if unit else ""), f"{head} = {green(tex(value))}{approximate(value)}{shown_unit}", "Added up from thin slices, it is the same" if measure.quantity not in ("circumference", "perimeter") else "Added up side by side, it is the same" if measure.quantity == "perimeter" else "A polygon with thousands of corners is just as long", "same by slices" if measure.quantity not in ("circumference", "perimeter") else "same by another sum",
        opening="These are its lengths", idea=(f"It is {measure.said}", f"{head} = {tex(measure.formula)}"), picture=picture, found=found, aside=f"Here is the {measure.figure}" + ("" if measure.figure in ("circle", "square", "rectangle", "trapezoid") else ", seen from the side") + ", drawn to scale" if picture else "",
    )


LONG = {"mm": "millimetres", "cm": "centimetres", "dm": "decimetres", "m": "metres", "km": "kilometres", "in": "inches", "ft": "feet", "yd": "yards", "mi": "miles"}


def both_of_circle(radius: sp.Expr, unit: str) -> Account:
    area, around = (next(m for m in MEASURES if m.figure == "circle" and m.quantity == q) for q in ("area", "circumference"))
    first, second = checked(area, {r: radius}), checked(around, {r: radius})
    account = single({r: radius}, area, unit)
    account.title, account.ask = "Area and circumference of a circle", "How large is it, and how long is it around?"
    account.understood = f"Area and circumference of a circle with r = {radius}" + (f", in {unit}**2 and {unit}" if unit else "")
    account.answer = f"{{area: {first}, circumference: {second}}}"
    account.lines = [*steps(area, {r: radius}, first), Line("Circumference", f"C = 2 \\pi r = {green(tex(second))}{approximate(second)}", f"The circumference is two pi times the radius, {spoken(second)}")]
    account.result = rf"A = {green(tex(first))},\quad C = {green(tex(second))}"
    account.said = f"The area is {spoken(first)}, the circumference {spoken(second)}"
    account.expression = None
    return account


def drawn(measure: Measure, known: dict) -> tuple[list[dict], list[dict]]:
    v = {str(s): float(value) for s, value in known.items()}
    ratio = max(v.values()) / min(v.values())
    if ratio > 12:
        return [], []
    if measure.figure in ("circle", "sphere"):
        around = circle_points((0, 0), v["r"])
        return [story.plot(*to_scale(around, 0.2), bare=True), story.shape(around, "blue")], [story.path([(0, 0), (v["r"], 0)], "green")]
    if measure.figure == "cylinder":
        corners = [(-v["r"], 0), (v["r"], 0), (v["r"], v["h"]), (-v["r"], v["h"])]
    elif measure.figure == "cone":
        corners = [(-v["r"], 0), (v["r"], 0), (0, v["h"])]
    elif measure.figure in ("square", "rectangle"):
        corners = [(0, 0), (v["a"], 0), (v["a"], v.get("b", v["a"])), (0, v.get("b", v["a"]))]
    elif measure.figure == "trapezoid":
        inset = (v["a"] - v["b"]) / 2
        corners = [(0, 0), (v["a"], 0), (v["a"] - inset, v["h"]), (inset, v["h"])]
    else:
        return [], []
    return [story.plot(*to_scale(corners, 0.2), bare=True), story.shape(corners, "blue")], []
