"""The laws of sines and of cosines; checked by rebuilding the whole triangle from its sides in decimals."""

import math
import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .reading import approximate
from .triangle_picture import corners_of, drawn

KIND = "sines_and_cosines"
HELP = ""
WHOLE = True

N = r"(\d+(?:\.\d+)?)"
HELPS = "Name three parts of the triangle and the one to find, like: a = 5, b = 7, C = 60°, find c (side a lies opposite to angle A)."
GREEK = {"α": "A", "β": "B", "γ": "C", r"\alpha": "A", r"\beta": "B", r"\gamma": "C"}


def read(text: str, named: str | None) -> Problem | None:
    for mark, name in GREEK.items():
        text = text.replace(mark, name)
    low = text.lower()
    law = re.search(r"\blaw of (?:co)?sines?\b|\b(?:co)?sine (?:rule|law)\b", low)
    if not (law or "triangle" in low) or re.search(r"\barea\b|\bright[- ]|\bright triangle|\bperimeter|\bprove\b|\(\s*-?\d+\s*,|\bsimilar\b|\bequilateral\b|\bhypot", low):
        return None
    if re.search(r"\bradians?\b|\\pi|π|\bpi\b", low):
        raise Unsupported("I take the angles of triangles in degrees.")
    sides = {name: sp.Rational(value) for name, value in re.findall(rf"(?<![A-Za-z])([abc])\s*(?:=|is)\s*{N}", text)}
    angles = {name: sp.Rational(value) for name, value in re.findall(rf"(?<![A-Za-z])([ABC])\s*(?:=|is)\s*{N}\s*(?:°|degrees?|deg|\^\\?\{{?\\?circ\}}?)?", text)}
    asked = re.search(r"\b(?i:find|what is|calculate|determine|compute|solve for)\s+(?:the )?(?:length of |size of |measure of )?(?:the )?(?:side |angle |∠\s*)?([A-Ca-c])\b(?!\s*(?:=|is\b))", text) or re.search(r"(?<![A-Za-z])([A-Ca-c])\s*=\s*\?", text)
    if len(sides) + len(angles) == 3 and asked:
        if asked[1] in sides or asked[1] in angles:
            return None
        return Problem(KIND, [], given={"sides": sides, "angles": angles, "asked": asked[1]})
    degrees = re.findall(rf"{N}\s*(?:°|degrees?|deg\b|\^\\?\{{?\\circ\}}?)", low)
    numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", low)
    if len(degrees) == 1 and len(numbers) == 3 and re.search(r"\bincluded\b|\bbetween\b|\benclos", low) and re.search(r"\b(?:third|other|opposite|remaining|missing) side\b", low):
        one, two = [sp.Rational(v) for v in numbers if v != degrees[0]][:2]
        return Problem(KIND, [], given={"sides": {"a": one, "b": two}, "angles": {"C": sp.Rational(degrees[0])}, "asked": "c"})
    if not degrees and len(numbers) == 3 and re.search(r"\bangle", low) and re.search(r"\bsides?\b", low):
        a, b, c = sorted(sp.Rational(v) for v in numbers)
        if re.search(r"\blargest|\bbiggest|\bgreatest", low):
            return Problem(KIND, [], given={"sides": {"a": a, "b": b, "c": c}, "angles": {}, "asked": "C"})
        if re.search(r"\bsmallest", low):
            return Problem(KIND, [], given={"sides": {"a": a, "b": b, "c": c}, "angles": {}, "asked": "A"})
        return None
    if not degrees and len(numbers) == 4 and (m := re.search(rf"\bopposite (?:to )?(?:the )?(?:side )?(?:of )?(?:with )?(?:length )?{N}", low)):
        rest = [sp.Rational(v) for v in numbers]
        last = sp.Rational(m[1])
        rest.reverse()
        rest.remove(last)
        if last in rest:
            rest.remove(last)
            return Problem(KIND, [], given={"sides": {"a": rest[1], "b": rest[0], "c": last}, "angles": {}, "asked": "C"})
    if len(degrees) == 2 and len(numbers) == 2 and re.search(r"\b(?:third|other|missing|remaining) angle\b", low):
        return Problem(KIND, [], given={"sides": {}, "angles": {"A": sp.Rational(degrees[0]), "B": sp.Rational(degrees[1])}, "asked": "C"})
    if law:
        raise Unsupported(HELPS)
    return None


class Triangle:
    """What is known, in exact terms (angles in degrees), and the lines that led there."""

    def __init__(self, sides: dict, angles: dict):
        self.sides, self.angles = dict(sides), dict(angles)
        self.lines: list[Line] = []

    def third_angle(self, name: str) -> bool:
        others = [n for n in "ABC" if n != name]
        if not all(n in self.angles for n in others):
            return False
        value = 180 - sum(self.angles[n] for n in others)
        if value <= 0:
            raise Unsolvable("Those two angles add up to 180 degrees or more, so they make no triangle: check them.")
        self.angles[name] = value
        self.lines.append(Line("Angles add up to 180°", rf"{name} = 180^\circ - {degree(self.angles[others[0]])} - {degree(self.angles[others[1]])} = {degree(value)}", f"The three angles add up to 180 degrees, so this one has {said_angle(value)}"))
        return True

    def cosine_side(self, name: str) -> bool:
        p, q = (n for n in "abc" if n != name)
        angle = name.upper()
        if not (p in self.sides and q in self.sides and angle in self.angles):
            return False
        u, v, w = self.sides[p], self.sides[q], self.angles[angle]
        square = sp.expand(u**2 + v**2 - 2 * u * v * cosine(w))
        value = sp.sqrt(square)
        self.sides[name] = value
        self.lines += [
            Line("Law of cosines", rf"{name}^2 = {tex(u)}^2 + {tex(v)}^2 - 2 \cdot {tex(u)} \cdot {tex(v)} \cdot \cos {degree(w)}", f"Two sides and the angle between them are known, so use the law of cosines"),
            Line("Work out", rf"{name}^2 = {tex(square)}{approximate(square)}", f"That makes {near(square)}"),
            Line("Square root", rf"{name} = {green(tex(value))}{approximate(value)}", f"The root is {near(value)}"),
        ]
        return True

    def cosine_angle(self, name: str) -> bool:
        opposite = name.lower()
        p, q = (n for n in "abc" if n != opposite)
        if not all(n in self.sides for n in "abc"):
            return False
        u, v, w = self.sides[p], self.sides[q], self.sides[opposite]
        ratio = sp.radsimp(sp.simplify((u**2 + v**2 - w**2) / (2 * u * v)))
        value = sp.simplify(sp.acos(ratio) * 180 / sp.pi)
        self.angles[name] = value
        self.lines += [
            Line("Law of cosines", rf"\cos {name} = \frac{{{p}^2 + {q}^2 - {opposite}^2}}{{2{p}{q}}}", "All three sides are known. The law of cosines, solved for the cosine, gives the angle"),
            Line("Put in the sides", rf"\cos {name} = {tex(ratio)}{approximate(ratio)}", f"With the numbers, the cosine is {near(ratio)}"),
            Line("Arc cosine", rf"{name} = {angle_tex(value)}", f"So the angle has {said_angle(value)}"),
        ]
        return True

    def pair(self) -> str | None:
        return next((n for n in "abc" if n in self.sides and n.upper() in self.angles), None)

    def sine_side(self, name: str) -> bool:
        known = self.pair()
        if known is None or name.upper() not in self.angles:
            return False
        u, angle, other = self.sides[known], self.angles[known.upper()], self.angles[name.upper()]
        value = sp.radsimp(sp.simplify(u * sine(other) / sine(angle)))
        if sp.count_ops(value) > 12:
            value = u * sine(other) / sine(angle)
        self.sides[name] = value
        self.lines += [
            Line("Law of sines", rf"\frac{{{name}}}{{\sin {degree(other)}}} = \frac{{{tex(u)}}}{{\sin {degree(angle)}}}", "A side over the sine of its angle is the same for all three sides"),
            Line("Solve for the side", rf"{name} = \frac{{{tex(u)} \cdot \sin {degree(other)}}}{{\sin {degree(angle)}}}", f"Solve for the side {name}"),
            Line("Work out", rf"{name} = {green(tex(value))}{approximate(value)}", f"That makes {near(value)}"),
        ]
        return True

    def sine_angle(self, name: str) -> list[sp.Expr] | None:
        known = self.pair()
        if known is None or name.lower() not in self.sides:
            return None
        u, angle, w = self.sides[known], self.angles[known.upper()], self.sides[name.lower()]
        ratio = sp.radsimp(sp.simplify(w * sine(angle) / u))
        self.lines += [
            Line("Law of sines", rf"\frac{{\sin {name}}}{{{tex(w)}}} = \frac{{\sin {degree(angle)}}}{{{tex(u)}}}", "The sine of an angle over its side is the same for all three"),
            Line("Solve for the sine", rf"\sin {name} = {tex(ratio)}{approximate(ratio)}", f"So the sine of the angle is {near(ratio)}"),
        ]
        if sp.N(ratio) > 1 + 1e-12:
            raise Unsolvable("The sine of that angle would be greater than 1: no triangle has these parts. Check the numbers.")
        acute = sp.simplify(sp.asin(ratio) * 180 / sp.pi)
        found = [v for v in dict.fromkeys((acute, sp.simplify(180 - acute))) if sp.N(v + angle) < 180 - 1e-9]
        if not found:
            raise Unsolvable("No triangle has these parts: the angles would add up to more than 180 degrees. Check the numbers.")
        said = f"So the angle has {said_angle(found[0])}" if len(found) == 1 else f"Two angles have this sine, and both fit: {said_angle(found[0])} and {said_angle(found[1])}"
        self.lines.append(Line("Arc sine", r",\quad ".join(rf"{name} = {angle_tex(v)}" for v in found), said))
        return found


def cosine(degrees: sp.Expr) -> sp.Expr:
    return sp.cos(sp.pi * degrees / 180)


def sine(degrees: sp.Expr) -> sp.Expr:
    return sp.sin(sp.pi * degrees / 180)


def degree(value: sp.Expr) -> str:
    return rf"{tex(value)}^\circ" if value.is_Rational else rf"{float(value):.2f}^\circ"


def angle_tex(value: sp.Expr) -> str:
    return green(rf"{tex(value)}^\circ") if value.is_Rational else rf"⟦green|{float(value):.2f}^\circ⟧"


def said_angle(value: sp.Expr) -> str:
    return f"{spoken(value)} degrees" if value.is_Rational else f"about {float(value):.2f} degrees"


def near(value: sp.Expr) -> str:
    return spoken(value) if value.is_Rational else f"about {float(value):.3f}"


def rebuilt(sides: dict, angles: dict) -> bool:
    """Whether three sides, in decimals, have these angles by their coordinates."""
    a, b, c = (float(sides[n]) for n in "abc")
    corners = corners_of(a, b, c)
    measured = {}
    for k, name in enumerate("ABC"):
        p, q, r = corners[k], corners[(k + 1) % 3], corners[(k + 2) % 3]
        u, v = (q[0] - p[0], q[1] - p[1]), (r[0] - p[0], r[1] - p[1])
        measured[name] = math.degrees(math.atan2(abs(u[0] * v[1] - u[1] * v[0]), u[0] * v[0] + u[1] * v[1]))
    lengths = {"a": math.dist(corners[1], corners[2]), "b": math.dist(corners[0], corners[2]), "c": math.dist(corners[0], corners[1])}
    return all(abs(measured[n] - float(v)) < 1e-5 for n, v in angles.items()) and all(abs(lengths[n] - float(v)) < 1e-6 * (1 + float(v)) for n, v in sides.items())


def completed(sides: dict, angles: dict) -> dict:
    """All three sides, in decimals, from what is known."""
    whole = {n: float(v) for n, v in sides.items()}
    turned = {n: math.radians(float(v)) for n, v in angles.items()}
    if len(turned) == 2:
        missing = next(n for n in "ABC" if n not in turned)
        turned[missing] = math.pi - sum(turned.values())
    for name in "abc":
        if name not in whole and len(whole) == 2 and name.upper() in turned:
            p, q = whole.values()
            whole[name] = math.sqrt(p * p + q * q - 2 * p * q * math.cos(turned[name.upper()]))
    known = next((n for n in whole if n.upper() in turned), None)
    for name in "abc":
        if name not in whole and known and name.upper() in turned:
            whole[name] = whole[known] * math.sin(turned[name.upper()]) / math.sin(turned[known.upper()])
    return whole


def solve(problem: Problem) -> Solution:
    g = problem.given
    sides, angles, asked = g["sides"], g["angles"], g["asked"]
    if any(v <= 0 for v in (*sides.values(), *angles.values())) or any(v >= 180 for v in angles.values()) or sum(angles.values()) >= 180:
        raise Unsolvable("No triangle has those parts: sides are longer than 0, and the angles add up to 180 degrees.")
    if len(sides) == 3:
        a, b, c = (sides[n] for n in "abc")
        if a + b <= c or a + c <= b or b + c <= a:
            raise Unsolvable("No triangle has those sides: two sides together must be longer than the third.")
    t = Triangle(sides, angles)
    values: list[sp.Expr] = []
    if asked.islower():
        done = t.cosine_side(asked) or t.sine_side(asked) or (t.third_angle(asked.upper()) and t.sine_side(asked)) or (any(t.third_angle(n) for n in "ABC" if n not in t.angles) and t.sine_side(asked))
        if not done:
            raise Unsolvable("Two triangles can have those parts, or none: " + HELPS[0].lower() + HELPS[1:])
        values = [t.sides[asked]]
    else:
        if t.cosine_angle(asked) or t.third_angle(asked):
            values = [t.angles[asked]]
        elif found := t.sine_angle(asked):
            values = found
        elif any(t.cosine_side(n) for n in "abc" if n not in t.sides) and t.cosine_angle(asked):
            values = [t.angles[asked]]
        else:
            raise Unsolvable(HELPS)
    picture: list[dict] = []
    for value in values:
        all_sides = {**t.sides, **({asked: value} if asked.islower() else {})}
        all_angles = {**t.angles, **({asked: value} if asked.isupper() else {})}
        if not sides:
            assured(sum(float(v) for v in all_angles.values()) == 180)
            continue
        whole = completed(all_sides, all_angles)
        assured(len(whole) == 3 and rebuilt({**whole, **{n: float(v) for n, v in sides.items()}}, {**angles, asked: value} if asked.isupper() else angles) and (asked.isupper() or abs(whole[asked] - float(value)) < 1e-9 * (1 + whole[asked])))
        picture = picture or drawn(corners_of(whole["a"], whole["b"], whole["c"]), {n: f"{n} = {float(v):g}" if n in sides else n for n, v in whole.items()})
    given = r",\quad ".join([*(f"{n} = {tex(v)}" for n, v in sides.items()), *(rf"{n} = {degree(v)}" for n, v in angles.items())])
    answer = str(values[0]) if len(values) == 1 else str(values)
    shown = r",\quad ".join(rf"{asked} = {angle_tex(v)}" if asked.isupper() else rf"{asked} = {green(tex(v))}{approximate(v)}" for v in values)
    said = " or ".join(said_angle(v) if asked.isupper() else near(v) for v in values)
    parts = ", ".join([*(f"{n} = {v}" for n, v in sides.items()), *(f"{n} = {v} degrees" for n, v in angles.items())])
    return tell(Account(
        KIND, f"Triangle with {parts}: {'angle' if asked.isupper() else 'side'} {asked}" + (" (in degrees)" if asked.isupper() else ""), f"A triangle with {parts.replace(' degrees', '°')}", answer, f"How large is the angle {asked}?" if asked.isupper() else f"How long is the side {asked}?", given, given, t.lines,
        f"The {'angle' if asked.isupper() else 'side'} {asked} is {said}", shown, "Rebuilt from its sides, the triangle has all the given parts" if sides else "The three angles add up to 180 degrees", "triangle rebuilt" if sides else "angles add up", opening="This is what is given", picture=picture, aside="Here is the triangle, drawn to scale" if picture else "",
    ))
