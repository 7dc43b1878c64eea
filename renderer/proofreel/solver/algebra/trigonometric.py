"""Trigonometric equations: reduced to one function of one angle, whose solutions come round again and again."""

import sympy as sp


from ..problem import Unsupported
from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver, whole_number
from .kernel import follow, in_one, letter_beside, too_deep, undone

KIND = "trigonometric_equation"
HELP = ""
PLAIN = (sp.sin, sp.cos, sp.tan)
IN_SINE_AND_COSINE = {sp.cot: lambda u: sp.cos(u) / sp.sin(u), sp.sec: lambda u: 1 / sp.cos(u), sp.csc: lambda u: 1 / sp.sin(u)}


def functions(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    return [node for node in expr.atoms(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc) if node.has(x)]


def applies(asked) -> bool:
    if not functions(asked.left - asked.right, asked.variable):
        return False
    between = asked.between
    if between is not None and between.high.is_Rational and between.high in (90, 180, 270, 360, 720):
        raise Unsupported("I work with angles in radians: write 2*pi instead of 360, and pi instead of 180.")
    return True


read = reader(KIND, applies)
solve = solver(KIND)


def reduce(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    difference = sp.expand(left - right)
    found = functions(difference, x)
    if not found:
        return None
    rare = [node for node in found if node.func in IN_SINE_AND_COSINE]
    if rare:
        return without_rare(left, right, rare, work)
    if len(found) == 1:
        return one(left, right, difference, found[0], work)
    angles = {node.args[0] for node in found}
    if len(angles) == 1:
        return same_angle(left, right, difference, angles.pop(), found, work)
    return different_angles(left, right, work)


def without_rare(left: sp.Expr, right: sp.Expr, rare: list[sp.Expr], work: Work) -> list[sp.Expr]:
    if len(functions(left - right, work.x)) == 1 and len(rare) == 1:
        node = rare[0]
        u = letter_beside(work.x)
        values = in_one(sp.expand((left - right).xreplace({node: u})), left, right, node, u, work)
        if values is None:
            raise too_deep("cotangent, secant or cosecant")
        angle = node.args[0]
        mirror = {sp.cot: sp.tan, sp.sec: sp.cos, sp.csc: sp.sin}[node.func](angle)
        if any(value == 0 for value in values) and node.func is sp.cot:
            return candidates(sp.cos(angle), sp.S.Zero, work) if values == [0] else candidates(sp.cos(angle) / sp.sin(angle), values[0], work)
        found: list[sp.Expr] = []
        for value in (value for value in values if value != 0):
            work.show("Take the reciprocal", mirror, sp.radsimp(1 / value), f"{spoken(node)} is one over {spoken(mirror)}, which is then {spoken(sp.radsimp(1 / value))}")
            found += candidates(mirror, sp.radsimp(1 / value), work)
        return found
    plain = [side.replace(lambda e: e.func in IN_SINE_AND_COSINE, lambda e: IN_SINE_AND_COSINE[e.func](e.args[0])) for side in (left, right)]
    work.show("In sine and cosine", plain[0], plain[1], "Write everything with sine and cosine")
    return candidates(*plain, work)


def one(left: sp.Expr, right: sp.Expr, difference: sp.Expr, node: sp.Expr, work: Work) -> list[sp.Expr] | None:
    u = letter_beside(work.x)
    values = in_one(difference.xreplace({node: u}), left, right, node, u, work)
    if values is None:
        return None
    angle = node.args[0]
    if not (angle.is_polynomial(work.x) and sp.degree(angle, work.x) == 1):
        raise too_deep("sine, cosine and tangent")
    n = whole_number(work.x)
    name = {sp.sin: "sine", sp.cos: "cosine", sp.tan: "tangent"}[node.func]
    turn = "pi" if node.func is sp.tan else "two pi"
    pairs = undone(
        values, lambda v: [(angle, value) for value in angles_of(node.func, v, n)], work, f"Angles with this {name}",
        f"Read the angles off the unit circle. The {name} comes round again after every {turn}, so add whole multiples of that, with any whole number {n}",
        f"A {name} lies between minus one and one.",
    )
    return follow(pairs, work)


def angles_of(func: type, value: sp.Expr, n: sp.Symbol) -> list[sp.Expr]:
    if func is sp.tan:
        return [sp.atan(value) + sp.pi * n]
    if abs(value) > 1:
        return []
    if func is sp.sin:
        if value == 0:
            return [sp.pi * n]
        angle = sp.asin(value)
        return [angle + 2 * sp.pi * n] if abs(value) == 1 else [angle + 2 * sp.pi * n, sp.pi - angle + 2 * sp.pi * n]
    if value == 0:
        return [sp.pi / 2 + sp.pi * n]
    angle = sp.acos(value)
    return [angle + 2 * sp.pi * n] if abs(value) == 1 else [angle + 2 * sp.pi * n, -angle + 2 * sp.pi * n]


def same_angle(left: sp.Expr, right: sp.Expr, difference: sp.Expr, angle: sp.Expr, found: list[sp.Expr], work: Work) -> list[sp.Expr] | None:
    s, c = sp.sin(angle), sp.cos(angle)
    if any(node.func is sp.tan for node in found):
        top, bottom = sp.fraction(sp.together(difference.replace(lambda e: isinstance(e, sp.tan), lambda e: s / c)))
        work.show("Tangent is sine over cosine", sp.expand(top), sp.S.Zero, f"Write the tangent as sine over cosine, and multiply by {spoken(bottom)}, which must not be zero")
        return candidates(sp.expand(top), sp.S.Zero, work)
    polynomial = sp.Poly(difference, s, c)
    for gone, kept, at in ((s, c, 0), (c, s, 1)):
        if all(monomial[at] % 2 == 0 for monomial in polynomial.monoms()) and any(monomial[at] for monomial in polynomial.monoms()):
            swapped = sp.expand(sp.expand(difference).replace(lambda e, g=gone: e.is_Pow and e.base == g and e.exp.is_even, lambda e, k=kept: (1 - k**2) ** (e.exp / 2)))
            work.show("Pythagorean identity", swapped, sp.S.Zero, f"Sine squared plus cosine squared is one. So everything can be written with {'the cosine' if gone is s else 'the sine'} alone")
            return candidates(swapped, sp.S.Zero, work)
    terms = dict(polynomial.terms())
    a, b, rest = terms.get((1, 0), 0), terms.get((0, 1), 0), terms.get((0, 0), 0)
    if set(terms) <= {(1, 0), (0, 1)}:
        value = sp.radsimp(-b / a)
        work.show("Divide by the cosine", sp.tan(angle), value, "Where the cosine is zero, the sine is not, so that gives no solution. Divide by the cosine, and a tangent is left")
        return candidates(sp.tan(angle), value, work)
    if set(terms) <= {(1, 0), (0, 1), (0, 0)}:
        size = sp.sqrt(a**2 + b**2)
        shift = sp.atan2(b, a)
        if shift.has(sp.atan2, sp.atan):
            raise too_deep("sine and cosine together")
        work.show("One sine wave", sp.sin(angle + shift), sp.radsimp(-rest / size), f"A sum of sine and cosine of one angle is a single, shifted sine with the height {spoken(sp.sympify(size))}. Divide by it")
        return candidates(sp.sin(angle + shift), sp.radsimp(-rest / size), work)
    if set(terms) <= {(1, 1), (0, 0)}:
        value = sp.simplify(-2 * rest / terms[(1, 1)])
        work.show("Double angle", sp.sin(sp.expand(2 * angle)), value, "Two sine cosine is the sine of the double angle")
        return candidates(sp.sin(sp.expand(2 * angle)), value, work)
    return None


def different_angles(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    """Multiple angles are written with the single one."""
    nodes = functions(left - right, work.x)
    angles = sorted({node.args[0] for node in nodes}, key=lambda angle: abs(float(sp.N(angle.coeff(work.x, 1)))) if angle.coeff(work.x, 1).is_number else 0)
    smallest = angles[0]
    ratios = [sp.simplify(angle / smallest) for angle in angles]
    if not all(ratio.is_Integer and ratio <= 3 for ratio in ratios):
        raise too_deep("sine and cosine of different angles")
    only_sine = all(node.func is sp.sin for node in nodes if node.args[0] == smallest)

    def expanded(e: sp.Expr) -> sp.Expr:
        ratio = sp.simplify(e.args[0] / smallest)
        if e.func is sp.cos and ratio == 2:
            return 1 - 2 * sp.sin(smallest) ** 2 if only_sine else 2 * sp.cos(smallest) ** 2 - 1
        dummy = sp.Dummy()
        return sp.expand_trig(e.func(ratio * dummy)).xreplace({dummy: smallest})

    def multiple(e: sp.Basic) -> bool:
        return e.func in PLAIN and e.has(work.x) and e.args[0] != smallest

    sides = [sp.expand(side.replace(multiple, expanded)) for side in (left, right)]
    work.show("Double angle formulas" if max(ratios) == 2 else "Multiple angle formulas", sides[0], sides[1], f"Write every function with the single angle, {spoken(smallest)}")
    return candidates(*sides, work)


