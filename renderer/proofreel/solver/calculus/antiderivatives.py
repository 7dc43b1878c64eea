"""The table of integrals that are known by heart: of x alone, and of a x + b, with the name of each rule."""

import sympy as sp

LINEAR = "Linear substitution"

SIMPLE = {
    sp.exp: ("Exponential rule", sp.exp), sp.sin: ("Sine rule", lambda u: -sp.cos(u)), sp.cos: ("Cosine rule", sp.sin),
    sp.sinh: ("Hyperbolic sine rule", sp.cosh), sp.cosh: ("Hyperbolic cosine rule", sp.sinh),
}
SQUARES = {
    sp.sec: ("Tangent rule", sp.tan), sp.csc: ("Cotangent rule", lambda u: -sp.cot(u)), sp.sech: ("Hyperbolic tangent rule", sp.tanh),
}
PAIRS = [
    (sp.sec, sp.tan, "Secant rule", sp.sec), (sp.csc, sp.cot, "Cosecant rule", lambda u: -sp.csc(u)),
]


def slope_of(u: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """a where u is a x + b; None where it is not."""
    a = sp.diff(u, x)
    return None if a.has(x) or a == 0 else a


def known(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    """The rule and the antiderivative of a function without a constant factor; None where the table has it not."""
    if not f.has(x):
        return "Constant rule", f * x
    for found in (power(f, x), simple(f, x), square(f, x), pair(f, x), quadratic(f, x), under_root(f, x)):
        if found:
            return found
    return None


def named(rule: str, a: sp.Expr) -> str:
    return rule if a == 1 else f"{rule}, {LINEAR.lower()}"


def power(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    base, exponent = f.as_base_exp()
    if base == sp.E or exponent.has(x):
        return None
    a = slope_of(base, x)
    if a is None:
        return None
    if exponent == -1:
        return named("Logarithm rule", a), sp.log(base) / a
    return named("Power rule", a), base ** (exponent + 1) / (a * (exponent + 1))


def simple(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    if f.is_Pow and not f.base.has(x) and f.base != sp.E and f.base.is_positive and (a := slope_of(f.exp, x)) is not None:
        return named("Exponential rule", a), f / (a * sp.log(f.base))
    if f.func in SIMPLE and (a := slope_of(f.args[0], x)) is not None:
        name, value = SIMPLE[f.func]
        return named(name, a), value(f.args[0]) / a
    return None


def square(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    base, exponent = f.as_base_exp()
    turned = {sp.cos: sp.sec, sp.sin: sp.csc, sp.cosh: sp.sech}
    if exponent == -2 and base.func in turned:
        base, exponent = turned[base.func](base.args[0]), sp.Integer(2)
    if exponent == 2 and base.func in SQUARES and (a := slope_of(base.args[0], x)) is not None:
        name, value = SQUARES[base.func]
        return named(name, a), value(base.args[0]) / a
    return None


def pair(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    if not (f.is_Mul and len(f.args) == 2):
        return None
    for one, other, name, value in PAIRS:
        if {part.func for part in f.args} == {one, other} and f.args[0].args == f.args[1].args and (a := slope_of(f.args[0].args[0], x)) is not None:
            return named(name, a), value(f.args[0].args[0]) / a
    return None


def quadratic(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    """1/(a x² + b x + c) without real roots: the arc tangent, once the square is completed."""
    if not (f.is_Pow and f.exp == -1 and f.base.is_polynomial(x) and sp.degree(f.base, x) == 2):
        return None
    a, b, c = (sp.Poly(f.base, x).coeff_monomial(x**k) for k in (2, 1, 0))
    rest = 4 * a * c - b**2
    if not rest.is_positive:
        return None
    root = sp.sqrt(rest)
    return ("Arc tangent rule" if b == 0 else "Complete the square, arc tangent rule"), 2 / root * sp.atan(sp.cancel((2 * a * x + b) / root))


def under_root(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr] | None:
    """1/√(c + b x + a x²)."""
    if not (f.is_Pow and f.exp == sp.Rational(-1, 2) and f.base.is_polynomial(x) and sp.degree(f.base, x) == 2):
        return None
    a, b, c = (sp.Poly(f.base, x).coeff_monomial(x**k) for k in (2, 1, 0))
    middle, rest = x + b / (2 * a), sp.simplify(c - b**2 / (4 * a))
    start = "" if b == 0 else "Complete the square, "
    if a.is_negative and rest.is_positive:
        name, value = "Arc sine rule", sp.asin(sp.simplify(middle * sp.sqrt(-a / rest))) / sp.sqrt(-a)
    elif a.is_positive and rest.is_positive:
        name, value = "Inverse hyperbolic sine rule", sp.asinh(sp.simplify(middle * sp.sqrt(a / rest))) / sp.sqrt(a)
    elif a.is_positive and rest.is_negative:
        name, value = "Logarithm with a root", sp.log(middle + sp.sqrt(sp.expand(f.base / a))) / sp.sqrt(a)
    else:
        return None
    return (start + name.lower()).capitalize() if start else name, value
