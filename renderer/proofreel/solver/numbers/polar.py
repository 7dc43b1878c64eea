"""Modulus and argument, polar form, powers by De Moivre, and roots of complex numbers."""

import cmath

import sympy as sp

from .. import story
from ..notation import tex
from ..picture import circle_points
from ..speech import spoken
from ..story import Line, Unsolvable
from ..telling import Account, assured, green
from . import plane as cn

KIND = "complex_numbers"
MOST_POWER = 60


def radius_angle(z: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Modulus, and argument in (−π, π]."""
    a, b = cn.parts(z)
    r = sp.sqrt(sp.expand(a**2 + b**2))
    theta = sp.simplify(sp.arg(a + b * sp.I))
    if theta.has(sp.arg):
        theta = sp.atan2(b, a)
    return sp.radsimp(sp.simplify(r)), theta


def special(theta: sp.Expr) -> bool:
    """Whether the angle is a fraction of pi."""
    return sp.simplify(theta / sp.pi).is_Rational is True


def modulus_lines(z: sp.Expr, r: sp.Expr) -> list[Line]:
    a, b = cn.parts(z)
    return [
        Line("Pythagoras", rf"|z| = \sqrt{{{cn.wrapped(a)}^2 + {cn.wrapped(b)}^2}}", "The modulus is the distance from zero: the root of the sum of the squares of both parts"),
        Line("Modulus", rf"|z| = \sqrt{{{tex(sp.expand(a**2 + b**2))}}}" + (f" = {green(tex(r))}" if not r.is_Pow else ""), f"So the modulus is {spoken(r)}"),
    ]


def argument_lines(z: sp.Expr, theta: sp.Expr) -> list[Line]:
    a, b = cn.parts(z)
    degrees = float(sp.N(theta * 180 / sp.pi))
    shown = f"{degrees:.2f}".rstrip("0").rstrip(".")
    relation = "=" if special(theta) else r"\approx"
    end = Line("Argument", rf"\arg z = {green(tex(theta))} {relation} {shown}^\circ", f"So the argument is {spoken(theta)}, {'' if special(theta) else 'about '}{shown.replace('-', 'minus ')} degrees")
    if a == 0 or b == 0:
        where = "positive real" if b == 0 and a > 0 else "negative real" if b == 0 else "positive imaginary" if b > 0 else "negative imaginary"
        return [Line("On an axis", rf"z = {cn.complex_tex(z)}", f"The number lies on the {where} axis"), end]
    quadrant = ("first" if b > 0 else "fourth") if a > 0 else "second" if b > 0 else "third"
    ratio = sp.radsimp(sp.simplify(b / a))
    return [Line("Tangent and quadrant", rf"\tan\theta = \frac{{{tex(b)}}}{{{tex(a)}}} = {tex(ratio)}", f"The tangent of the angle is imaginary over real part, and the number lies in the {quadrant} quadrant"), end]


def form(z: sp.Expr, asked: str) -> Account:
    if z == 0 and asked != "modulus":
        raise Unsolvable("Zero has no argument: give me another complex number.")
    r, theta = radius_angle(z) if z != 0 else (sp.Integer(0), sp.Integer(0))
    numeric = complex(sp.N(z, 20))
    assured(cn.close(r, complex(abs(numeric))) and (z == 0 or cn.close(theta, complex(cmath.phase(numeric)))))
    lines = (modulus_lines(z, r) if asked != "argument" else []) + (argument_lines(z, theta) if asked != "modulus" else [])
    if asked == "polar":
        value = sp.Mul(r, sp.exp(sp.I * theta, evaluate=False), evaluate=False)
        answer = f"exp(I*{bare(theta)})" if r == 1 else f"{bare(r)}*exp(I*{bare(theta)})"
        assured(cn.close(value, numeric))
        result = rf"z = {'' if r == 1 else green(tex(r))} e^{{i \cdot {tex(theta)}}}"
        lines.append(Line("Put together", rf"z = {'' if r == 1 else tex(r)} \left(\cos {angle(theta)} + i \sin {angle(theta)}\right)", "Modulus and argument make the polar form"))
        said, name = "This is the polar form, with the exponential for cosine and i times sine", "Polar form"
    elif asked == "modulus":
        answer, result, said, name = str(r), f"|z| = {green(tex(r))}", f"The modulus is {spoken(r)}", "Modulus"
    elif asked == "argument":
        answer, result, said, name = str(theta), rf"\arg z = {green(tex(theta))}", f"The argument is {spoken(theta)}", "Argument"
    else:
        answer, result = f"{{modulus: {r}, argument: {theta}}}", rf"|z| = {green(tex(r))},\quad \arg z = {green(tex(theta))}"
        said, name = f"The modulus is {spoken(r)}, the argument {spoken(theta)}", "Modulus and argument"
    view, points = cn.plane([z], float(sp.N(r)) if z != 0 else 0)
    start = f"z = {cn.complex_tex(z)}"
    return Account(
        KIND, f"{name} of {z}" + (" (argument between -pi and pi, in radians)" if asked != "modulus" else ""), f"{name} of a complex number", answer, "How far from zero is it, and in which direction?" if asked != "modulus" else "How far from zero is it?", start, start, lines, said, result,
        "Computed in decimals from the parts, they are the same" if asked != "modulus" else "Computed in decimals, it is the same", "same in decimals", opening="This is the number",
        picture=[story.plot(*view), story.path([(0, 0), points[0]], "blue", arrow=True)] if z != 0 else [], found=[story.path([*circle_points((0, 0), float(r)), (float(r), 0)], "muted", dashed=True)] if z != 0 else [], aside="Here is the number in the complex plane",
    )


def bare(value: sp.Expr) -> str:
    return f"({value})" if value.is_Add else str(value)


def angle(theta: sp.Expr) -> str:
    return rf"\left({tex(theta)}\right)" if theta.could_extract_minus_sign() or theta.is_Add or theta.is_Mul else tex(theta)


def base_tex(r: sp.Expr) -> str:
    return tex(r) if r.is_Integer else rf"\left({tex(r)}\right)"


def power(z: sp.Expr, n: int) -> Account:
    if not 2 <= n <= (10**6 if z == sp.I else MOST_POWER) or z == 0:
        raise Unsolvable(f"I explain powers of complex numbers from 2 to {MOST_POWER}.")
    start = f"{'i' if z == sp.I else f'({cn.complex_tex(z)})'}^{{{n}}}"
    if z == sp.I:
        value = (sp.Integer(1), sp.I, sp.Integer(-1), -sp.I)[n % 4]
        lines = [
            Line("Powers of i repeat", r"i^1 = i,\quad i^2 = -1,\quad i^3 = -i,\quad i^4 = 1", "The powers of i repeat after four steps"),
            Line("Divide the exponent by four", rf"{n} = 4 \cdot {n // 4} + ⟦yellow|{n % 4}⟧", f"{n} divided by four leaves {n % 4}"),
            Line("Only the remainder counts", rf"i^{{{n}}} = i^{{{n % 4}}} = {green(cn.complex_tex(value))}", f"So it is i to the power {n % 4}, which is {cn.say(value)}"),
        ]
        check = complex(1)
        for _ in range(n % 8 or 8):
            check *= 1j
        assured(cn.close(value, check))
        r = sp.Integer(1)
    else:
        r, theta = radius_angle(z)
        value = cn.standard(sp.expand(z**n))
        product = complex(1)
        for _ in range(n):
            product *= complex(sp.N(z, 20))
        assured(cn.close(value, product))
        if special(theta):
            turned = sp.simplify(n * theta)
            rest = sp.simplify(turned - 2 * sp.pi * sp.floor((turned / sp.pi + 1) / 2)) if turned > sp.pi or turned <= -sp.pi else turned
            lines = [
                Line("Polar form", rf"{cn.complex_tex(z)} = {tex(r)} \left(\cos {angle(theta)} + i \sin {angle(theta)}\right)", f"The modulus is {spoken(r)}, and the argument {spoken(theta)}"),
                Line("De Moivre", rf"{start} = {base_tex(r)}^{{{n}}} \left(\cos {angle(turned)} + i \sin {angle(turned)}\right)", "Raise the modulus to the power, and multiply the argument by it"),
                Line("Take off full turns", rf"= {tex(sp.expand(r**n))} \left(\cos {angle(rest)} + i \sin {angle(rest)}\right)", f"The modulus becomes {spoken(sp.expand(r**n))}, and up to full turns the angle is {spoken(rest)}"),
                Line("Cosine and sine", f"= {green(cn.complex_tex(value))}", f"With the values of cosine and sine, that is {cn.say(value)}"),
            ]
        else:
            if n > 12:
                raise Unsolvable("With that angle I explain powers up to the twelfth.")
            lines, done, current = [], 1, z
            while done < n:
                step, done = (current, done * 2) if done * 2 <= n else (z, done + 1)
                new = cn.standard(sp.expand(current * step))
                lines.append(Line(f"Power {done}", rf"({cn.complex_tex(z)})^{{{done}}} = ({cn.complex_tex(current)})({cn.complex_tex(step)}) = {cn.complex_tex(new)}", f"{'Squared' if step == current else 'Times the number itself'}, with i squared as minus one, it gives {cn.say(new)}"))
                current = new
            assured(sp.simplify(current - value) == 0)
    return Account(
        KIND, f"({z})**{n}", "A power of a complex number", str(value), "What is this power?", start, start, lines, f"The power is {cn.say(value)}", f"{start} = {green(cn.complex_tex(value))}", "Multiplied out factor by factor, it is the same", "multiplied out", opening="This is what we work out",
        idea=None if z == sp.I else ("A product multiplies the moduli and adds the arguments, so a power takes the modulus to the power and multiplies the argument", r"\left(r\, e^{i\theta}\right)^n = r^n e^{i n \theta}") if special(radius_angle(z)[1]) else None,
    )


def roots(z: sp.Expr, n: int) -> Account:
    if z == 0:
        raise Unsolvable("The only root of zero is zero: give me another number.")
    r, theta = radius_angle(z)
    size = sp.simplify(sp.root(r, n)) if r != 1 else sp.Integer(1)
    found: list[sp.Expr] = []
    if special(theta):
        angles = [sp.simplify((theta + 2 * sp.pi * k) / n) for k in range(n)]
        exact = [(sp.cos(turned), sp.sin(turned)) for turned in angles]
        plain = all(not e.has(sp.cos, sp.sin) and sp.count_ops(e) < 6 for pair in exact for e in pair)
        found = [sp.expand(size * (c + sp.I * s)) if plain or turned == 0 else size * sp.exp(sp.I * turned, evaluate=False) for turned, (c, s) in zip(angles, exact, strict=True)]
    elif n == 2:
        a, b = cn.parts(z)
        p, q = sp.sqrt((r + a) / 2), sp.sqrt((r - a) / 2) * (1 if b > 0 else -1)
        found = [sp.sqrtdenest(p) + sp.I * sp.sqrtdenest(q), -sp.sqrtdenest(p) - sp.I * sp.sqrtdenest(q)]
    else:
        raise Unsolvable("Those roots have no short form, because the angle of the number is no simple fraction of a turn: try a number like 8i or -16.")
    numeric = complex(sp.N(z, 20))
    values = [complex(sp.N(w, 20)) for w in found]
    assured(all(abs(v**n - numeric) < 1e-9 * (1 + abs(numeric)) for v in values) and all(abs(v - w) > 1e-6 for k, v in enumerate(values) for w in values[:k]))
    count = {2: "square", 3: "cube", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}[n]
    head = f"w^{{{n}}} = {cn.complex_tex(z)}"
    if special(theta):
        lines = [
            Line("Polar form", rf"{cn.complex_tex(z)} = {'' if r == 1 else tex(r)}\, e^{{i \cdot {tex(theta)}}}", f"The modulus is {spoken(r)}, and the argument {spoken(theta)}"),
            Line("Root of the modulus", rf"|w| = \sqrt[{n}]{{{tex(r)}}} = {tex(size)}", f"Every root has the modulus {spoken(size)}"),
            Line("Divide the angle", rf"\arg w_k = \frac{{{tex(theta)} + 2\pi k}}{{{n}}},\quad k = 0, \dots, {n - 1}", f"The angle is divided by {n}, after adding none, one, or more full turns"),
        ]
    else:
        a, b = cn.parts(z)
        lines = [
            Line("Square and compare", rf"(p + q i)^2 = {cn.complex_tex(z)}:\quad p^2 - q^2 = {tex(a)},\ \ 2pq = {tex(b)}", "Write the root as p plus q i, and compare real and imaginary parts"),
            Line("Modulus", rf"p^2 + q^2 = |z| = {tex(r)}", f"The squares also add up to the modulus, {spoken(r)}"),
            Line("Add and subtract", rf"p^2 = {tex(sp.simplify((r + a) / 2))},\quad q^2 = {tex(sp.simplify((r - a) / 2))}", "Half the sum and half the difference give both squares"),
        ]
    for position in range(0, n, 2):
        pair = found[position : position + 2]
        shown = r",\quad ".join(rf"w_{{{position + k}}} = {green(root_tex(w))}" for k, w in enumerate(pair))
        lines.append(Line("The roots" if not position else "And the next", shown, "These are the first two" if n > 2 and not position else "Both signs are possible" if n == 2 else "And so on around the circle" if len(pair) == 2 else "And the last one"))
    points = [(v.real, v.imag) for v in values]
    view, _ = cn.plane(found, float(sp.N(size)))
    return Account(
        KIND, f"The {count} roots of {z}", f"The {count} roots of a complex number", "[" + ", ".join(str(w) for w in found) + "]", f"Which complex numbers, to the power {n}, give this one?", head, head, lines,
        f"There are {n} roots, evenly spread on a circle" if n > 2 else "There are two roots, opposite to each other", r",\ ".join(green(root_tex(w)) for w in found[:3]) + (r",\ \dots" if n > 3 else ""), f"Each of them, raised to the power {n}, gives the number again", "each put back",
        opening="This is what we look for", picture=[story.plot(*view), story.path([*circle_points((0, 0), float(sp.N(size))), (float(sp.N(size)), 0)], "blue")], found=[story.dots(points, "green")], aside="All roots lie on one circle around zero",
    )


def root_tex(w: sp.Expr) -> str:
    return tex(w) if w.has(sp.exp) else cn.complex_tex(w)
