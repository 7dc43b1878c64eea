"""The rules of differentiation: each round rewrites every outermost `d/dx` by one rule, until none is left."""

import sympy as sp

from .. import numeric
from ..notation import tex, unmarked
from ..speech import spoken
from ..story import Line, Unsolvable
from ..words import plain_text

MAX_ROUNDS = 10

ELEMENTARY = {
    sp.sin: ("Sine rule", lambda u: sp.cos(u)), sp.cos: ("Cosine rule", lambda u: -sp.sin(u)),
    sp.tan: ("Tangent rule", lambda u: sp.sec(u) ** 2), sp.log: ("Logarithm rule", lambda u: 1 / u),
    sp.exp: ("Exponential rule", lambda u: sp.exp(u)),
    sp.asin: ("Arc sine rule", lambda u: 1 / sp.sqrt(1 - u**2)), sp.acos: ("Arc cosine rule", lambda u: -1 / sp.sqrt(1 - u**2)),
    sp.atan: ("Arc tangent rule", lambda u: 1 / (1 + u**2)),
    sp.sinh: ("Hyperbolic sine rule", lambda u: sp.cosh(u)), sp.cosh: ("Hyperbolic cosine rule", lambda u: sp.sinh(u)),
    sp.cot: ("Cotangent rule", lambda u: -(sp.csc(u) ** 2)), sp.sec: ("Secant rule", lambda u: sp.sec(u) * sp.tan(u)),
    sp.csc: ("Cosecant rule", lambda u: -sp.csc(u) * sp.cot(u)), sp.tanh: ("Hyperbolic tangent rule", lambda u: 1 - sp.tanh(u) ** 2),
    sp.acot: ("Arc cotangent rule", lambda u: -1 / (1 + u**2)),
    sp.asec: ("Arc secant rule", lambda u: 1 / (sp.Abs(u) * sp.sqrt(u**2 - 1))), sp.acsc: ("Arc cosecant rule", lambda u: -1 / (sp.Abs(u) * sp.sqrt(u**2 - 1))),
    sp.asinh: ("Inverse hyperbolic sine rule", lambda u: 1 / sp.sqrt(u**2 + 1)), sp.acosh: ("Inverse hyperbolic cosine rule", lambda u: 1 / sp.sqrt(u**2 - 1)),
    sp.atanh: ("Inverse hyperbolic tangent rule", lambda u: 1 / (1 - u**2)), sp.coth: ("Hyperbolic cotangent rule", lambda u: -(sp.csch(u) ** 2)),
    sp.sech: ("Hyperbolic secant rule", lambda u: -sp.sech(u) * sp.tanh(u)), sp.csch: ("Hyperbolic cosecant rule", lambda u: -sp.csch(u) * sp.coth(u)),
}
ADVICE = {
    "Product rule": "The product rule: differentiate the first factor and keep the second; then keep the first and differentiate the second",
    "Quotient rule": "The quotient rule: bottom times the derivative of the top, minus top times the derivative of the bottom, over the bottom squared",
    "Chain rule": "The chain rule: differentiate the outer function, and multiply by the derivative of the inner one",
    "Absolute value rule": "The slope of an absolute value is plus or minus that of what stands inside: plus where the inside is positive, minus where it is negative",
    "Sum rule": "The sum rule: differentiate term by term",
    "Constant multiple rule": "A constant factor simply stays in front",
    "Logarithmic differentiation": "The exponent varies as well, so write the power with e and the natural log",
}


def d(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return sp.Derivative(expr, x, evaluate=False)


def rule(f: sp.Expr, x: sp.Symbol) -> tuple[str, sp.Expr]:
    """The rule for d/dx f, and what it gives (with smaller derivatives still to be taken)."""
    if not f.has(x):
        return "Constant rule", sp.S.Zero
    if f == x:
        return "Power rule", sp.S.One
    if f.is_Add:
        if f.is_polynomial(x):
            return "Power rule", sp.Add(*[sp.diff(term, x) for term in f.args])
        return "Sum rule", sp.Add(*[sp.diff(t, x) if t.is_polynomial(x) and sp.count_ops(t) <= 3 else d(t, x) for t in f.args], evaluate=True)
    constant, rest = f.as_independent(x, as_Add=False)
    if constant != 1:
        name, inner = rule(rest, x)
        if not inner.has(sp.Derivative):
            return name, constant * inner
        return "Constant multiple rule", constant * d(rest, x)
    top, bottom = sp.fraction(f)
    if bottom.has(x) and not (f.is_Pow and top == 1):
        if top.has(x):
            return "Quotient rule", sp.Mul(bottom * d(top, x) - top * d(bottom, x), sp.Pow(bottom, -2, evaluate=False), evaluate=False)
    if f.is_Mul:
        factors = f.as_ordered_factors()
        first, second = factors[0], sp.Mul(*factors[1:])
        return "Product rule", d(first, x) * second + first * d(second, x)
    if isinstance(f, sp.exp) or (f.is_Pow and not f.base.has(x)):
        inner = f.exp if f.is_Pow else f.args[0]
        outer = f if isinstance(f, sp.exp) else f * sp.log(f.base)
        if inner == x:
            return "Exponential rule", outer
        return "Chain rule", outer * (sp.diff(inner, x) if inner.is_polynomial(x) and sp.degree(inner, x) == 1 else d(inner, x))
    if f.is_Pow:
        base, exponent = f.args
        if exponent.has(x):
            rewritten = sp.exp(exponent * sp.log(base), evaluate=False)
            return "Logarithmic differentiation", sp.Mul(f, d(exponent * sp.log(base), x), evaluate=False)
        if base == x:
            return "Power rule", exponent * x ** (exponent - 1)
        outer = exponent * base ** (exponent - 1)
        return "Chain rule", outer * (sp.diff(base, x) if linear(base, x) else d(base, x))
    if isinstance(f, sp.Abs):
        u = f.args[0]
        outer = u / f
        return "Absolute value rule", outer if u == x else outer * (sp.diff(u, x) if linear(u, x) else d(u, x))
    if f.func in ELEMENTARY:
        name, outer = ELEMENTARY[f.func]
        inner = f.args[0]
        if inner == x:
            return name, outer(x)
        return "Chain rule", outer(inner) * (sp.diff(inner, x) if linear(inner, x) else d(inner, x))
    raise Unsolvable(f"I have no rule for the derivative of {plain_text(f)}.")


def linear(expr: sp.Expr, x: sp.Symbol) -> bool:
    return expr.is_polynomial(x) and sp.degree(expr, x) == 1


def nodes(expr: sp.Expr) -> list[sp.Expr]:
    found: list[sp.Expr] = []
    for node in sp.preorder_traversal(expr):
        if isinstance(node, sp.Derivative) and node not in found:
            found.append(node)
    return found


def factors_coloured(f: sp.Expr, x: sp.Symbol) -> dict[sp.Expr, str]:
    """Blue for the first part and yellow for the second, in the question and wherever they come back."""
    constant, rest = f.as_independent(x, as_Add=False)
    top, bottom = sp.fraction(rest)
    if bottom.has(x) and top.has(x):
        pair = [top, bottom]
    elif rest.is_Mul:
        ordered = rest.as_ordered_factors()
        pair = [ordered[0], sp.Mul(*ordered[1:])]
    elif rest.is_Function and rest.args[0] != x:
        pair = [rest.args[0]]
    elif rest.is_Pow and rest.base != x and rest.base.has(x):
        pair = [rest.base]
    else:
        return {}
    colours = {}
    for part, role in zip(pair, ("blue", "yellow"), strict=False):
        if not part.is_Atom:
            colours[part] = role
        colours[d(part, x)] = role
    return colours


def explain(node: sp.Derivative, name: str, result: sp.Expr) -> str:
    f = node.expr
    if name == "Absolute value rule" and not result.has(sp.Derivative):
        return f"{ADVICE[name]}. At its corners it has no slope. That gives {spoken(result)}"
    if name in ADVICE and result.has(sp.Derivative):
        return ADVICE[name]
    if name == "Chain rule":
        return f"By the chain rule, the derivative of {spoken(f)} is {spoken(result)}"
    return f"The derivative of {spoken(f)} is {spoken(result)}" + (", by the power rule" if name == "Power rule" else "")


def derive(f: sp.Expr, x: sp.Symbol) -> tuple[str, list[Line], sp.Expr]:
    colours = factors_coloured(f, x)
    current: sp.Expr = d(f, x)
    start = tex(current, {k: v for k, v in colours.items() if not isinstance(k, sp.Derivative)})
    lines: list[Line] = []
    for _ in range(MAX_ROUNDS):
        pending = nodes(current)
        if not pending:
            break
        said, names, swaps = [], [], {}
        for node in pending:
            name, result = rule(node.expr, x)
            swaps[node] = result
            if name not in names:
                names.append(name)
            said.append(explain(node, name, result))
            if node in colours and not result.is_Atom:
                colours[result] = colours[node]
        current = current.xreplace(swaps)
        if len(said) > 3:
            said = ["Differentiate each remaining part: " + " and ".join(n.lower() for n in names)]
        lines.append(Line(", ".join(names[:3]), "= " + tex(current, colours), ". ".join(s[:1].upper() + s[1:] for s in said)))
    else:
        raise Unsolvable("That derivative takes more steps than one video can hold.")
    tidy = tidied(current, f, x)
    if tex(tidy) != unmarked(lines[-1].tex)[2:]:
        lines.append(Line("Simplify", "= " + tex(tidy), f"Tidied up, this is {spoken(tidy)}"))
    return start, lines, tidy


def tidied(expr: sp.Expr, f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The form a textbook prints: the shortest among the plain, factored and simplified ones."""
    # |u|² is u² on the real line.
    plain = expr.doit().replace(lambda e: e.is_Pow and isinstance(e.base, sp.Abs) and e.exp.is_even, lambda e: e.base.args[0] ** e.exp)
    forms = [plain, sp.factor_terms(plain), sp.factor(plain)]
    if plain.is_rational_function(x) or sp.count_ops(plain) > 14:
        forms.append(sp.simplify(plain))
    if f.is_polynomial(x) and f.is_Add:
        forms = [sp.expand(plain)]
    return min(forms, key=lambda form: (sp.count_ops(form) + 2 * len(tex(form)) / 10, forms.index(form)))


def check_slopes(before: sp.Expr, answer: sp.Expr, x: sp.Symbol) -> None:
    """Compares with slopes of secants, and where it can with SymPy's own derivative; raises where they differ."""
    agreed = numeric.same_slope(before, answer, x)
    if agreed == 0:
        raise Unsolvable(f"{plain_text(before)} has no real values where I looked, so there is no curve with a slope: check its roots and logarithms.")
    if agreed < 0 or (not (before.has(sp.Abs) or answer.has(sp.Abs)) and sp.simplify(sp.diff(before, x) - answer) != 0):
        raise Unsolvable("My derivation did not pass its own check, so I don't show it.")


def opening_words(f: sp.Expr, x: sp.Symbol) -> str:
    constant, rest = f.as_independent(x, as_Add=False)
    top, bottom = sp.fraction(rest)
    if bottom.has(x) and top.has(x):
        return f"This is a quotient: {spoken(top)}, in blue, over {spoken(bottom)}, in yellow"
    if rest.is_Mul:
        factors = rest.as_ordered_factors()
        return f"This is a product: {spoken(factors[0])}, in blue, times {spoken(sp.Mul(*factors[1:]))}, in yellow"
    if rest.is_Add:
        return "This is a sum, so we can go term by term"
    inner = rest.args[0] if rest.is_Function else rest.base if rest.is_Pow else x
    if inner != x and inner.has(x):
        return f"One function sits inside another. The inner one is {spoken(inner)}, in blue"
    return f"We differentiate {spoken(f)} with respect to {x}"
