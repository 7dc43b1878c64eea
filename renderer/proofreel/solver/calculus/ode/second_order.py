"""Equations of the second order with constant coefficients: the characteristic equation, and an ansatz for the right side."""

import sympy as sp

from ...notation import mark, tex
from ...speech import spoken
from ...story import Line, Unsolvable
from .reading import Equation

C1, C2, R = sp.symbols("C1 C2 r")


def solve(equation: Equation) -> tuple[list[Line], list[sp.Expr]]:
    x, y, p, q = equation.x, equation.y, equation.first, equation.second
    difference = sp.expand(equation.difference)
    a, b, c = (difference.coeff(letter, 1) for letter in (q, p, y))
    right = sp.expand(-(difference - a * q - b * p - c * y))
    if right.has(y, p, q) or any(not k.is_number for k in (a, b, c)):
        raise Unsolvable("I solve equations of the second order that are linear with numbers as coefficients, like y'' + 3y' + 2y = 0.")
    b, c, right = b / a, c / a, sp.expand(right / a)
    lines = []
    roots, general, more = homogeneous(b, c, x, y, right != 0)
    lines += more
    if right != 0:
        particular, more = ansatz(b, c, right, roots, x, y)
        lines += more
        general = general + particular
        lines.append(Line("Add both parts", f"{y} = {tex(general)}", "The general solution is the sum of both parts"))
    if not equation.conditions:
        return lines, [general]
    return fixed(lines, general, equation)


def homogeneous(b: sp.Expr, c: sp.Expr, x: sp.Symbol, y: sp.Symbol, forced: bool) -> tuple[list[sp.Expr], sp.Expr, list[Line]]:
    polynomial = R**2 + b * R + c
    roots = sp.roots(polynomial, R)
    found = list(roots)
    zero = "First set the right side to zero. " if forced else ""
    name = f"{y}_h" if forced else f"{y}"
    lines = [Line("Characteristic equation", f"{tex(polynomial)} = 0", f"{zero}Try e to the r {x}: each derivative brings a factor r. That leaves {spoken(polynomial)} equals zero")]
    if len(found) == 1:
        r = found[0]
        general = (C1 + C2 * x) * sp.exp(r * x)
        lines.append(Line("One double root", f"r = {tex(r)}", f"There is one double root, {spoken(r)}"))
        why = f"A double root gives e to the r {x}, and {x} times it"
    elif found[0].is_real:
        found = sorted(found, key=lambda value: float(value))
        general = C1 * sp.exp(found[0] * x) + C2 * sp.exp(found[1] * x)
        lines.append(Line("Two real roots", rf"r_1 = {tex(found[0])},\quad r_2 = {tex(found[1])}", f"Its roots are {spoken(found[0])} and {spoken(found[1])}"))
        why = "Each root gives a solution, and so does every combination of them"
    else:
        real, imaginary = sp.re(found[0]), sp.Abs(sp.im(found[0]))
        general = sp.exp(real * x) * (C1 * sp.cos(imaginary * x) + C2 * sp.sin(imaginary * x))
        shown = rf"{tex(real)} \pm {'' if imaginary == 1 else tex(imaginary)} i" if real != 0 else rf"\pm {'' if imaginary == 1 else tex(imaginary)} i"
        lines.append(Line("Complex roots", f"r = {shown}", f"Its roots are complex, with real part {spoken(real)} and imaginary part plus or minus {spoken(imaginary)}"))
        why = "Complex roots give a cosine and a sine" + ("" if real == 0 else ", times an exponential")
    lines.append(Line("General solution" if not forced else "Solution of the homogeneous equation", f"{name} = {tex(general) if forced else mark('yellow', tex(general))}", why))
    return [root for root, count in roots.items() for _ in range(count)], general, lines


def ansatz(b: sp.Expr, c: sp.Expr, right: sp.Expr, roots: list[sp.Expr], x: sp.Symbol, y: sp.Symbol) -> tuple[sp.Expr, list[Line]]:
    """A particular solution by undetermined coefficients, for sums of polynomials times exponentials times sines and cosines."""
    groups: dict[tuple[sp.Expr, sp.Expr], int] = {}
    for term in sp.Add.make_args(right):
        degree, growth, pace = shape_of(term, x)
        groups[growth, pace] = max(groups.get((growth, pace), 0), degree)
    unknowns: list[sp.Symbol] = []
    trial = sp.S.Zero
    for (growth, pace), degree in groups.items():
        multiplicity = sum(sp.simplify(root - (growth + sp.I * pace)) == 0 for root in roots)
        waves = [sp.S.One] if pace == 0 else [sp.cos(pace * x), sp.sin(pace * x)]
        for wave in waves:
            letters = [sp.Symbol("ABDEFGHK"[len(unknowns) + k]) for k in range(degree + 1)]
            unknowns += letters
            trial += x**multiplicity * sum(letter * x ** (degree - k) for k, letter in enumerate(letters)) * sp.exp(growth * x) * wave
    rest = sp.expand(sp.diff(trial, x, 2) + b * sp.diff(trial, x) + c * trial - right)
    conditions = []
    for growth, pace in groups:
        same = sum((term for term in sp.Add.make_args(rest) if shape_of(term, x)[1:] == (growth, pace)), sp.S.Zero)
        same = sp.expand(sp.powsimp(sp.expand(same * sp.exp(-growth * x))))
        waves = sp.symbols("c_ s_")
        bare = same.subs({sp.cos(pace * x): waves[0], sp.sin(pace * x): waves[1]}) if pace != 0 else same
        conditions += sp.Poly(bare, x, *waves).coeffs()
    found = sp.solve(conditions, unknowns, dict=True)
    if len(found) != 1 or len(found[0]) != len(unknowns):
        raise Unsolvable("I can't find a particular solution for that right side.")
    particular = sp.expand(trial.subs(found[0]))
    values = r",\ ".join(f"{letter} = {tex(found[0][letter])}" for letter in unknowns)
    resonance = " Since this form solves the equation without the right side, it gets a factor " + str(x) if any(root == growth + sp.I * pace for growth, pace in groups for root in roots) else ""
    return particular, [
        Line("Ansatz for the right side", rf"{y}_p = {tex(trial)}", f"For the right side try something of the same form, with unknown coefficients.{resonance}"),
        Line("Compare coefficients", values, "Put it into the equation and compare the coefficients"),
        Line("Particular solution", rf"{y}_p = {tex(particular)}", f"So a particular solution is {spoken(particular)}"),
    ]


def shape_of(term: sp.Expr, x: sp.Symbol) -> tuple[int, sp.Expr, sp.Expr]:
    """Degree, growth and pace of x^n e^(ax) sin(bx)."""
    degree, growth, pace = 0, sp.S.Zero, sp.S.Zero
    for factor in sp.Mul.make_args(term):
        if not factor.has(x):
            continue
        inner = factor.args[0] if factor.func in (sp.exp, sp.sin, sp.cos) else None
        if factor == x or (factor.is_Pow and factor.base == x and factor.exp.is_Integer and factor.exp > 0):
            degree += int(factor.as_base_exp()[1])
        elif inner is not None and sp.simplify(inner / x).is_number and factor.func is sp.exp:
            growth += inner / x
        elif inner is not None and sp.simplify(inner / x).is_number and pace == 0:
            pace = sp.Abs(inner / x)
        else:
            raise Unsolvable("On the right side I take polynomials, exponentials, sines and cosines, and products of a power with them.")
    if degree > 3:
        raise Unsolvable("On the right side I take polynomials up to the third degree.")
    return degree, growth, pace


def fixed(lines: list[Line], general: sp.Expr, equation: Equation) -> tuple[list[Line], list[sp.Expr]]:
    x, y = equation.x, equation.y
    if len(equation.conditions) != 2:
        raise Unsolvable("An equation of the second order takes two conditions, like y(0) = 1 and y'(0) = 0, or none.")
    system = [sp.diff(general, x, order).subs(x, place) - value for order, place, value in equation.conditions]
    found = sp.solve(system, [C1, C2], dict=True)
    if len(found) != 1 or len(found[0]) != 2:
        raise Unsolvable("No solution, or more than one, satisfies those conditions: check them.")
    shown = r",\ ".join(rf"{y}{chr(39) * order}\left({tex(place)}\right) = {tex(value)}" for order, place, value in equation.conditions)
    answer = sp.simplify(general.subs(found[0]))
    answer = min((answer, sp.expand(general.subs(found[0]))), key=lambda form: (sp.count_ops(form), len(str(form))))
    lines.append(Line("Put in the conditions", rf"{shown}:\quad C_1 = {tex(found[0][C1])},\ C_2 = {tex(found[0][C2])}", f"The conditions give two equations for the constants. C one is {spoken(found[0][C1])}, and C two is {spoken(found[0][C2])}"))
    lines.append(Line("The solution", f"{y} = {mark('yellow', tex(answer))}", f"So {y} equals {spoken(answer)}"))
    return lines, [answer]
