"""Equations of the first order: by integrating at once, by separating the variables, by an integrating factor."""

import sympy as sp

from ...notation import mark, tex
from ...speech import spoken
from ...story import Line, Unsolvable
from ..integral import antiderivative
from .reading import Equation

C = sp.Symbol("C1")


def primitive(f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return antiderivative(f, x)[1] if f != 0 else sp.S.Zero


def solve(equation: Equation) -> tuple[list[Line], list[sp.Expr]]:
    """The lines, and the solutions with the constant C1 (or without, where a condition fixes it)."""
    x, y, p = equation.x, equation.y, equation.first
    found = sp.solve(equation.difference, p)
    if len(found) != 1:
        raise Unsolvable("I solve equations of the first order that can be solved for the derivative in one way.")
    slope = sp.factor(found[0]) if not found[0].has(sp.exp) else found[0]
    if len(equation.conditions) > 1 or any(order for order, *_ in equation.conditions):
        raise Unsolvable("An equation of the first order takes one condition, like y(0) = 1.")
    lines = []
    if (equation.left, equation.right) != (p, slope) and sp.expand(equation.left - p) != 0:
        lines.append(Line("Solve for the derivative", f"{p} = {tex(slope)}", f"Solve for the derivative: {y} prime equals {spoken(slope)}"))
    if not slope.has(y):
        more, general = at_once(slope, x, y)
    elif parts := separated(slope, x, y):
        return separable(equation, lines, *parts)
    elif (line := linear(slope, x, y)) is not None:
        more, general = with_factor(*line, x, y)
        in_form = sp.expand(equation.left - p - line[0] * y) == 0 and sp.expand(equation.right - line[1]) == 0
        lines, more = [], more[1:] if in_form else more
    else:
        raise Unsolvable("I solve equations of the first order that are separable or linear; this one is of another kind.")
    lines += more
    if not equation.conditions:
        return lines, [general]
    (_, place, value), = equation.conditions
    return fixed(lines, general, x, y, place, value)


def fixed(lines: list[Line], general: sp.Expr, x: sp.Symbol, y: sp.Symbol, place: sp.Expr, value: sp.Expr) -> tuple[list[Line], list[sp.Expr]]:
    constants = sp.solve(general.subs(x, place) - value, C)
    if len(constants) != 1:
        raise Unsolvable("No solution, or more than one, satisfies that condition: check the condition.")
    answer = sp.expand(sp.simplify(general.subs(C, constants[0])))
    factored = sp.factor_terms(answer)
    answer = min((answer, factored), key=lambda form: len(str(form)))
    lines.append(Line("Put in the condition", rf"{y}\left({tex(place)}\right) = {tex(value)}:\quad C_1 = {tex(constants[0])}", f"The condition says that {y} is {spoken(value)} at {spoken(place)}. So the constant is {spoken(constants[0])}"))
    lines.append(Line("The solution", f"{y} = {mark('yellow', tex(answer))}", f"So {y} equals {spoken(answer)}"))
    return lines, [answer]


def at_once(slope: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> tuple[list[Line], sp.Expr]:
    general = primitive(slope, x) + C
    return [Line("Integrate both sides", f"{y} = {tex(general)}", f"The right side holds no {y}, so integrate both sides: {y} equals {spoken(general - C)}, plus a constant")], general


def separated(slope: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """g(x) and h(y) where the slope is their product."""
    for form in (slope, sp.factor(slope), sp.powsimp(sp.expand_power_exp(slope))):
        of_x, of_y = sp.S.One, sp.S.One
        for factor in sp.Mul.make_args(sp.expand_power_exp(form)):
            if not factor.has(y):
                of_x *= factor
            elif not factor.has(x):
                of_y *= factor
            else:
                break
        else:
            return of_x, of_y
    return None


def separable(equation: Equation, lines: list[Line], g: sp.Expr, h: sp.Expr) -> tuple[list[Line], list[sp.Expr]]:
    x, y = equation.x, equation.y
    # A number is better left on the side of x.
    number, h = h.as_independent(y, as_Add=False)
    g = g * number
    if equation.conditions:
        (_, place, value), = equation.conditions
        if sp.simplify(h.subs(y, value)) == 0:
            if not sp.limit(sp.diff(h, y), y, value).is_finite:
                raise Unsolvable("More than one solution satisfies that condition: choose another one.")
            lines.append(Line("A constant solution", f"{y} = {mark('yellow', tex(value))}", f"At {y} equal to {spoken(value)} the slope is zero. So the solution stays there: it is constant"))
            return lines, [value]
    lines.append(Line("Separate the variables", rf"\frac{{1}}{{{tex(h)}}}\,d{y} = {bracketed(g, '1')}\,d{x}" if h != 1 else f"d{y} = {tex(g)}\\,d{x}", f"Bring everything with {y} to the left, and everything with {x} to the right"))
    left, right = sp.expand(primitive(1 / h, y)), primitive(g, x)
    left_shown = left.replace(sp.log, lambda u: sp.log(sp.Abs(u)))
    lines.append(Line("Integrate both sides", f"{tex(left_shown)} = {tex(right)} + C", f"Integrate both sides. On the left we get {spoken(left_shown)}, on the right {spoken(right)}, plus a constant"))
    logs = [term for term in sp.Add.make_args(left) if term.has(sp.log)]
    if logs and len(logs) == len(sp.Add.make_args(left)) and all(abs(term.as_independent(sp.log, y, as_Add=False)[0]) == abs(logs[0].as_independent(sp.log, y, as_Add=False)[0]) for term in logs):
        return exponential(equation, lines, left, right, abs(logs[0].as_independent(sp.log, y, as_Add=False)[0]))
    if equation.conditions:
        constant = sp.simplify(left.subs(y, value) - right.subs(x, place))
        if not constant.is_finite:
            raise Unsolvable("The condition lies where the equation has no value: choose another one.")
        lines.append(Line("Put in the condition", rf"{y}\left({tex(place)}\right) = {tex(value)}:\quad C = {tex(constant)}", f"The condition says that {y} is {spoken(value)} at {spoken(place)}. So the constant is {spoken(constant)}"))
    else:
        constant = C
    solutions = [sp.simplify(s) for s in sp.solve(left - right - constant, y)]
    solutions = [s for s in solutions if not s.has(sp.I)]
    if equation.conditions:
        solutions = [s for s in solutions if sp.simplify(s.subs(x, place) - value) == 0]
        if len(solutions) != 1:
            raise Unsolvable("I can't solve for the unknown so that the condition holds: try another equation or condition.")
    if not solutions or len(solutions) > 2 or any(s.has(sp.LambertW) for s in solutions):
        raise Unsolvable("The variables can be separated, but I can't solve the result for the unknown.")
    shown = tex_of(solutions)
    said = " or ".join(spoken(s) for s in solutions)
    lines.append(Line(f"Solve for {y}", f"{y} = {mark('yellow', shown)}", f"Solved for {y}, that is {said if len(said.split()) < 30 else 'what you see here'}"))
    return lines, solutions


def tex_of(solutions: list[sp.Expr]) -> str:
    if len(solutions) == 2 and sp.simplify(solutions[0] + solutions[1]) == 0:
        return rf"\pm {tex(solutions[1] if not solutions[1].could_extract_minus_sign() else solutions[0])}"
    return r"\ \text{or}\ ".join(tex(s) for s in solutions)


def exponential(equation: Equation, lines: list[Line], left: sp.Expr, right: sp.Expr, front: sp.Expr) -> tuple[list[Line], list[sp.Expr]]:
    """Only logarithms on the left: raised to the power e, the constant becomes a factor."""
    x, y = equation.x, equation.y
    product = sp.Mul(*[sp.exp(term / front) for term in sp.Add.make_args(left)])
    grown = sp.powsimp(sp.exp(sp.expand(right / front)))
    grown = sp.Mul(*[sp.simplify(sp.exp(term / front)) for term in sp.Add.make_args(sp.expand(right))]) if right.has(sp.log) else grown
    product = sp.simplify(product)
    lines.append(Line("Raise e to both sides", f"{tex(product)} = C_1 \\cdot {bracketed(grown, '1')}", "Raise e to both sides. The bars and the factor e to the C become a new constant, C one"))
    found = sp.solve(product - C * sp.Symbol("E0"), y)
    if len(found) != 1:
        raise Unsolvable("The variables can be separated, but I can't solve the result for the unknown.")
    general = sp.simplify(found[0].subs(sp.Symbol("E0"), grown)) if found[0].has(sp.Pow) else sp.expand(found[0].subs(sp.Symbol("E0"), grown))
    if product != y:
        lines.append(Line(f"Solve for {y}", f"{y} = {tex(general)}", f"Solve for {y}: {spoken(general) if len(spoken(general).split()) < 30 else 'this is the general solution'}".replace("C1", "C one")))
    else:
        lines[-1].say += f". So {y} is C one times {spoken(grown)}"
    if not equation.conditions:
        return lines, [general]
    (_, place, value), = equation.conditions
    return fixed(lines, general, x, y, place, value)


def linear(slope: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """P and Q of y' + P y = Q."""
    expanded = sp.expand(slope)
    front = expanded.coeff(y, 1)
    rest = sp.simplify(expanded - front * y)
    return None if rest.has(y) or front.has(y) else (sp.simplify(-front), rest)


def with_factor(p: sp.Expr, q: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> tuple[list[Line], sp.Expr]:
    prime = sp.Symbol(f"{y}'")
    shown = f"{prime} {'-' if p.could_extract_minus_sign() else '+'} {bracketed(-p if p.could_extract_minus_sign() else p)} {y} = {tex(q)}"
    whole = primitive(p, x)
    factor = sp.simplify(sp.exp(whole))
    integrand = sp.powsimp(sp.expand(factor * q)) if not q.is_Add else sp.Add(*[sp.powsimp(factor * term) for term in q.args])
    area = primitive(integrand, x)
    general = sp.expand(sp.simplify(area / factor)) + C * sp.simplify(1 / factor)
    lines = [
        Line("Standard form", shown, f"The equation is linear. Bring the term with {y} to the left"),
        Line("Integrating factor", rf"\mu = e^{{\int {tex(p)}\,d{x}}} = ⟦blue|{tex(factor)}⟧", f"The integrating factor is e to the integral of the coefficient of {y}, that is {spoken(factor)}"),
        Line("The left side is a derivative", rf"\left({tex(factor)} \, {y}\right)' = {tex(integrand)}", "Multiply by it. Then the left side is the derivative of a product"),
        Line("Integrate both sides", rf"{tex(factor)} \, {y} = {tex(area)} + C_1", f"Integrate both sides: on the right we get {spoken(area)}, plus a constant"),
        Line(f"Solve for {y}", f"{y} = {tex(general)}", f"Divide by the factor. So {y} equals {spoken(general) if len(spoken(general).split()) < 30 else 'what you see here'}".replace("C1", "C one")),
    ]
    return lines, general


def bracketed(expr: sp.Expr, one: str = "") -> str:
    if expr == 1:
        return one
    return rf"\left({tex(expr)}\right)" if expr.is_Add else tex(expr)
