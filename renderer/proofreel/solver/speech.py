"""How a formula is said: SymPy expressions in spoken English."""

import sympy as sp

from .notation import log_to_base

FRACTIONS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINALS = {4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
NAMES = {
    sp.sin: "sine", sp.cos: "cosine", sp.tan: "tangent", sp.cot: "cotangent", sp.sec: "secant", sp.csc: "cosecant",
    sp.asin: "arc sine", sp.acos: "arc cosine", sp.atan: "arc tangent", sp.log: "natural log",
    sp.acot: "arc cotangent", sp.asec: "arc secant", sp.acsc: "arc cosecant",
    sp.asinh: "inverse hyperbolic sine", sp.acosh: "inverse hyperbolic cosine", sp.atanh: "inverse hyperbolic tangent",
    sp.coth: "hyperbolic cotangent", sp.sech: "hyperbolic secant", sp.csch: "hyperbolic cosecant",
    sp.sinh: "hyperbolic sine", sp.cosh: "hyperbolic cosine", sp.tanh: "hyperbolic tangent", sp.Abs: "absolute value",
}


def number(value: sp.Rational) -> str:
    if value < 0:
        return "minus " + number(-value)
    if value.q == 1:
        return SMALL[value.p] if value.p < len(SMALL) else str(value.p)
    if value.q in FRACTIONS and value.p <= 12:
        part = FRACTIONS[value.q]
        plural = {"half": "halves"}.get(part, part + "s")
        return f"{SMALL[value.p]} {part if value.p == 1 else plural}"
    return f"{number(sp.Integer(value.p))} over {number(sp.Integer(value.q))}"


def simple(expr: sp.Expr) -> bool:
    return expr.is_Symbol or (expr.is_Rational and expr >= 0) or expr in (sp.E, sp.pi, sp.I)


def power(expr: sp.Pow) -> str:
    base, exponent = expr.args
    if exponent == sp.Rational(1, 2):
        return f"the square root of {spoken(base)}"
    if exponent == sp.Rational(1, 3):
        return f"the cube root of {spoken(base)}"
    if base.is_Function and exponent in (2, 3):
        return f"the {'square' if exponent == 2 else 'cube'} of {spoken(base)}"
    said = spoken(base) if simple(base) or base.is_Function else f"the quantity {spoken(base)},"
    if exponent == 2:
        return f"{said} squared"
    if exponent == 3:
        return f"{said} cubed"
    if exponent.is_Integer and int(exponent) in ORDINALS:
        return f"{said} to the {ORDINALS[int(exponent)]}"
    return f"{said} to the {'' if simple(exponent) else 'power of '}{spoken(exponent)}"


def product(expr: sp.Expr) -> str:
    coefficient, rest = expr.as_coeff_Mul()
    if coefficient.is_negative:
        return "minus " + spoken(-expr)
    if (based := log_to_base(expr)) is not None:
        said = f"the log to base {spoken(based[1])} of {'the quantity ' if based[2].is_Add else ''}{spoken(based[2])}"
        return said if based[0] == 1 else f"{spoken(based[0])} times {said}"
    top, bottom = sp.fraction(expr)
    if bottom != 1 and not bottom.is_number:
        pause = ", all over " if top.is_Add or bottom.is_Add else " over "
        return f"{spoken(top)}{pause}{spoken(bottom)}"
    if coefficient.is_Rational and coefficient.q != 1 and rest != 1:
        if coefficient.q in FRACTIONS:
            return f"{number(coefficient)} of {spoken(rest)}" if coefficient.p == 1 else f"{number(coefficient)} times {spoken(rest)}"
        return f"{spoken(coefficient.p * rest)} over {coefficient.q}"
    # In the order in which the formula shows them.
    factors = expr.as_ordered_factors()
    said = ""
    previous = None
    for factor in factors:
        text = spoken(factor) if not factor.is_Add else f"the quantity {spoken(factor)},"
        plainly = previous is not None and previous.is_Rational and (factor.is_Symbol or (factor.is_Pow and factor.base.is_Symbol and factor.base != sp.E) or factor in (sp.pi, sp.I))
        said += ("" if previous is None else " " if plainly else " times ") + text
        previous = factor
    return said.replace(",,", ",").rstrip(",")


def spoken(expr: sp.Expr) -> str:
    """The words for an expression: `x**2*sin(x)` is "x squared times the sine of x"."""
    if expr.is_Rational:
        return number(expr)
    if expr.is_Float:
        return str(expr)
    if expr == sp.oo:
        return "infinity"
    if expr == -sp.oo:
        return "minus infinity"
    if expr in (sp.pi, sp.E, sp.I):
        return {sp.pi: "pi", sp.E: "e", sp.I: "i"}[expr]
    if expr.is_Symbol:
        return str(expr)
    if isinstance(expr, sp.Derivative):
        return f"the derivative of {spoken(expr.expr)}"
    if isinstance(expr, sp.Integral):
        return f"the integral of {spoken(expr.function)}"
    if expr.is_Add:
        terms = expr.as_ordered_terms()
        said = spoken(terms[0])
        for term in terms[1:]:
            negative = term.could_extract_minus_sign()
            said += (" minus " if negative else " plus ") + spoken(-term if negative else term)
        return said
    if isinstance(expr, sp.exp):
        argument = expr.args[0]
        return f"e to the {'' if simple(argument) or argument == -1 else 'power of ' if not argument.is_Mul else ''}{spoken(argument)}"
    if expr.is_Pow:
        if expr.exp.could_extract_minus_sign():
            return f"one over {spoken(1 / expr)}"
        return power(expr)
    if expr.is_Mul:
        return product(expr)
    if isinstance(expr, sp.factorial):
        return f"{spoken(expr.args[0])} factorial" if simple(expr.args[0]) else f"the factorial of {spoken(expr.args[0])}"
    if expr.func in NAMES:
        argument = expr.args[0]
        article = "the quantity " if argument.is_Add else ""
        return f"the {NAMES[expr.func]} of {article}{spoken(argument)}"
    return "this expression"
