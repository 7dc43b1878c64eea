"""The ways to an integral beyond the table: each gives the antiderivative, or None where it is not meant for such a function."""

import sympy as sp
from sympy.simplify.fu import TR8

from ..notation import tex
from ..speech import spoken
from .antiderivatives import LINEAR, known, slope_of
from .integration import Integration, NoWay, Wrap
from .integration_trigonometry import even_powers, odd_powers, secants, trigonometric_substitution

WORD = ("u", "w", "s", "z")


def fresh(f: sp.Expr, x: sp.Symbol) -> sp.Symbol:
    return next(sp.Symbol(name) for name in WORD if sp.Symbol(name) not in f.free_symbols and name != str(x))


def rewritten(walk: Integration, f: sp.Expr, into: sp.Expr, x: sp.Symbol, wrap: Wrap, rule: str, say: str) -> sp.Expr | None:
    if into == f:
        return None
    walk.add(rule, wrap(sp.Integral(into, x)), say)
    return walk.find(into, x, wrap)


def candidates(f: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    found = []
    for part in sp.preorder_traversal(f):
        inside = []
        if part.is_Pow and part.base.has(x) and not part.exp.has(x):
            inside = [part.base, part]
        elif part.is_Pow and part.exp.has(x):
            inside = [part.exp, part]
        elif part.is_Function and part.has(x):
            inside = [part.args[0], part]
        found += [u for u in inside if u != x and u.has(x) and u != f and u not in found]
    return sorted(found, key=lambda u: (slope_of(u, x) is not None, sp.count_ops(u)))


def substitute(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """u with its own derivative as a factor beside it."""
    u = fresh(f, x)
    for inner in candidates(f, x):
        change = sp.diff(inner, x)
        if slope_of(inner, x) is not None and not known(f, x) or (f.is_rational_function(x) and inner.is_Pow and inner.base == x):
            continue
        rest = sp.simplify(f / change)
        # (x² + 1)³ holds x² + 1 as a whole, which subs finds only where nothing was expanded.
        g = rest.subs(inner, u)
        if g.has(x) and rest.is_rational_function(x):
            g = sp.factor(rest).subs(inner, u)
        if g.has(x) and inner.is_Pow and inner.base == x and inner.exp.is_Rational:
            g = sp.simplify(rest.subs(x, u ** (1 / inner.exp))) if inner.exp.is_positive and inner.exp.p == 1 else g
        if g.has(x):
            continue
        g = sp.powsimp(g)
        if sp.count_ops(g) >= sp.count_ops(f):
            continue
        mark = len(walk.lines)
        shown = rf"{u} = {tex(inner)},\ d{u} = {tex(change)}\,d{x}"
        try:
            return walk.replace(g, u, inner, x, wrap, shown=shown)
        except NoWay:
            del walk.lines[mark:]
    return None


def linear_inside(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """x √(x + 1): with u for x + 1 it is a sum of powers."""
    u = fresh(f, x)
    bases = [p.base for p in f.atoms(sp.Pow) if p.base != x and not p.exp.has(x) and slope_of(p.base, x) is not None and (not p.exp.is_Integer or p.exp < 0 or p.exp > 3)]
    for base in sorted(set(bases), key=sp.count_ops):
        a = slope_of(base, x)
        g = sp.expand(f.subs(base, u).subs(x, (u - base.subs(x, 0)) / a) / a)
        if not g.has(x) and all(known(term.as_independent(u, as_Add=False)[1], u) for term in sp.Add.make_args(g)):
            return walk.replace(g, u, base, x, wrap, shown=rf"{u} = {tex(base)},\ d{u} = {tex(a)}\,d{x}" if a != 1 else rf"{u} = {tex(base)},\ d{u} = d{x}")
    return None


def expanded(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    into = sp.expand(f)
    if into == f or not into.is_Add or len(into.args) > 8:
        return None
    if not all(known(term.as_independent(x, as_Add=False)[1], x) for term in into.args):
        return None
    say = "Multiply out the brackets" if not sp.fraction(f)[1].has(x) else "Divide term by term"
    return rewritten(walk, f, into, x, wrap, say, f"{say}. That is {spoken(into)}")


def fractions(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """Polynomial division, partial fractions, and the parts over a quadratic."""
    if not f.is_rational_function(x) or f.is_polynomial(x):
        return None
    top, bottom = sp.fraction(sp.together(f))
    if sp.degree(top, x) >= sp.degree(bottom, x):
        whole, rest = sp.div(top, bottom, x)
        into = whole + sp.cancel(rest / bottom)
        return rewritten(walk, f, into, x, wrap, "Polynomial division", f"The degree on top is not smaller, so divide first: {spoken(into)}")
    parts = sp.apart(f, x)
    if parts.is_Add and parts != f:
        walk.add("Partial fractions", wrap(sp.Integral(parts, x)), "Factor the denominator and split into partial fractions" + (f": {spoken(parts)}" if len(spoken(parts).split()) < 26 else ""))
        return walk.find(parts, x, wrap)
    if sp.degree(bottom, x) == 2 and sp.degree(top, x) == 1:
        p, q = sp.Poly(bottom, x), sp.Poly(top, x)
        front = q.coeff_monomial(x) / (2 * p.coeff_monomial(x**2))
        slope = sp.diff(bottom, x)
        rest = sp.simplify(top - front * slope)
        if rest == 0:
            return None
        halves = sp.Add(sp.Mul(front, slope, sp.Pow(bottom, -1), evaluate=False), rest / bottom, evaluate=False)
        first, second = front * sp.log(bottom), known(1 / bottom, x)
        if second is None:
            return None
        walk.add("Split the numerator", wrap(sp.Integral(halves, x)), "Split the top into a multiple of the derivative of the bottom, and a constant")
        value = first + rest * second[1]
        walk.add("Logarithm rule, arc tangent rule", wrap(value), f"The first part gives a logarithm, the second an arc tangent: {walk.say(value)}")
        return value
    return None


TRANSCENDENTAL = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh)
FIRST = (sp.log, sp.atan, sp.asin, sp.acos, sp.asinh, sp.atanh, sp.acot)


def parts(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """u dv in the usual order of choice: logarithms and inverse functions first, then powers."""
    factors = sp.Mul.make_args(f)
    first = [g for g in factors if (g.func in FIRST or (g.is_Pow and g.base.func in FIRST and g.exp.is_Integer and g.exp > 0))]
    if len(first) == 1:
        u, dv = first[0], f / first[0]
        inner = u.base.args[0] if u.is_Pow else u.args[0]
        if not (dv.is_polynomial(x) or dv.is_Pow or not dv.has(x)) or not (inner.is_rational_function(x) or inner.is_algebraic_expr(x)):
            return None
    else:
        smooth = [g for g in factors if (g.func in TRANSCENDENTAL and slope_of(g.args[0], x) is not None) or (g.is_Pow and g.exp.has(x) and not g.base.has(x)) or known(g, x) and square_like(g)]
        u = f / smooth[0] if len(smooth) == 1 else None
        if u is None or not (u.is_polynomial(x) and u.has(x)):
            return None
        dv = smooth[0]
    found = known(dv, x)
    if found is None:
        return None
    v = found[1]
    rest = sp.expand(v * sp.diff(u, x)) if v.is_polynomial(x) else sp.simplify(v * sp.diff(u, x)) if u.func in FIRST or u.is_Pow else v * sp.diff(u, x)
    walk.add(
        "Integration by parts", wrap(u * v - sp.Integral(rest, x)),
        f"Integrate by parts, with u equal to {spoken(u)}, and v the antiderivative of {spoken(dv)}, which is {walk.say(v)}",
        rf",\quad ⟦blue|u = {tex(u)},\ v = {tex(v)}⟧",
    )
    return u * v - walk.find(rest, x, lambda value: wrap(u * v - value))


def square_like(g: sp.Expr) -> bool:
    return g.is_Pow and g.exp == 2 and g.base.func in (sp.sec, sp.csc)


def cyclic(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """e^(ax) sin(bx): after two rounds of parts the integral comes back, and we solve for it."""
    factors = sp.Mul.make_args(f)
    grow = [g for g in factors if g.func is sp.exp and slope_of(g.args[0], x) is not None]
    swing = [g for g in factors if g.func in (sp.sin, sp.cos) and slope_of(g.args[0], x) is not None]
    if len(factors) != 2 or len(grow) != 1 or len(swing) != 1:
        return None
    e, g = grow[0], swing[0]
    a = slope_of(e.args[0], x)
    once, again = g * e / a - sp.Integral(sp.diff(g, x) * e / a, x), sp.diff(g, x)
    again = g * e / a - again * e / a**2
    ratio = sp.simplify(-sp.diff(g, x, 2) / g / a**2)
    walk.add("Integration by parts", wrap(once), f"Integrate by parts, with u equal to {spoken(g)}, and v the antiderivative of {spoken(e)}", rf",\quad ⟦blue|u = {tex(g)},\ v = {tex(e / a)}⟧")
    walk.add("Integration by parts again", wrap(again - ratio * sp.Integral(f, x)), "Once more by parts, in the same way. The integral that we look for comes back on the right")
    value = sp.factor(sp.expand(again / (1 + ratio)))
    walk.add("Solve for the integral", wrap(value), f"Bring it to the left, and divide. The integral is {walk.say(value)}")
    return value


def root_as_variable(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """u = √(a x + b), u = e^x and u = ln x as the new variable."""
    u = sp.Symbol("w", positive=True)
    plain = sp.Symbol("w")
    roots = sorted({p for p in f.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q == 2 and slope_of(p.base, x) is not None}, key=sp.count_ops)
    for part in roots:
        base = part.base
        a = slope_of(base, x)
        g = sp.simplify(f.subs(x, (u**2 - base.subs(x, 0)) / a) * 2 * u / a).subs(u, plain)
        if not g.has(x) and g.is_rational_function(plain) or g.has(sp.exp, sp.sin, sp.cos, sp.log) and not g.has(sp.sqrt(plain)):
            return walk.replace(g, plain, sp.sqrt(base), x, wrap, shown=rf"{plain} = {tex(sp.sqrt(base))},\ d{x} = {tex(2 * plain / a)}\,d{plain}")
    for part in (p for p in f.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q == 2 and p.base.is_polynomial(x) and sp.degree(p.base, x) == 2 and p.base.coeff(x, 1) == 0):
        front, rest = p_coefficients(part.base, x)
        y = sp.Symbol("y", positive=True)
        g = sp.simplify((f / (front * x)).subs(part.base, u**2) * u)
        g = sp.simplify(g.subs(x, sp.sqrt(y)).subs(y, (u**2 - rest) / front)).subs(u, plain)
        if not g.has(x, y) and g.is_rational_function(plain):
            return walk.replace(g, plain, sp.sqrt(part.base), x, wrap, shown=rf"{plain} = {tex(sp.sqrt(part.base))},\ {plain}\,d{plain} = {tex(front * x)}\,d{x}")
    powers = sorted(f.atoms(sp.exp), key=sp.count_ops)
    if powers and all(slope_of(p.args[0], x) is not None for p in powers):
        g = f.subs(x, sp.log(u)) / u
        g = sp.factor(sp.simplify(g)).subs(u, plain)
        if g.is_rational_function(plain) and not g.has(x):
            return walk.replace(g, plain, sp.exp(x), x, wrap, shown=rf"{plain} = e^{{{x}}},\ d{x} = \frac{{d{plain}}}{{{plain}}}")
    logs = f.atoms(sp.log)
    if logs == {sp.log(x)}:
        g = sp.expand_log(f.subs(sp.log(x), plain), force=True).subs(x, sp.exp(plain)) * sp.exp(plain)
        if not g.has(x, sp.log):
            return walk.replace(sp.powsimp(g), plain, sp.log(x), x, wrap, shown=rf"{plain} = \ln {x},\ d{x} = e^{{{plain}}}\,d{plain}")
    return None


def p_coefficients(base: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    return sp.Poly(base, x).coeff_monomial(x**2), base.subs(x, 0)


def products(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """sin(ax) cos(bx) as a sum."""
    factors = sp.Mul.make_args(f)
    if len(factors) != 2 or any(g.func not in (sp.sin, sp.cos) or slope_of(g.args[0], x) is None for g in factors):
        return None
    into = sp.expand(TR8(f))
    return rewritten(walk, f, into, x, wrap, "Product to sum", f"Write the product as a sum: {spoken(into)}")


def as_sine_and_cosine(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    if f.func not in (sp.tan, sp.cot, sp.tanh, sp.coth) or slope_of(f.args[0], x) is None:
        return None
    u = f.args[0]
    top, bottom = {sp.tan: (sp.sin, sp.cos), sp.cot: (sp.cos, sp.sin), sp.tanh: (sp.sinh, sp.cosh), sp.coth: (sp.cosh, sp.sinh)}[f.func]
    into = sp.Mul(top(u), sp.Pow(bottom(u), -1, evaluate=False), evaluate=False)
    walk.add("Rewrite", wrap(sp.Integral(into, x)), f"Write it as {spoken(top(u))} over {spoken(bottom(u))}")
    new = fresh(f, x)
    sign = sp.simplify(top(u) / sp.diff(bottom(u), x))
    return walk.replace(sign / new, new, bottom(u), x, wrap, shown=rf"{new} = {tex(bottom(u))},\ d{new} = {tex(sp.diff(bottom(u), x))}\,d{x}")


def slowly(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """What the table has of a x + b is shown with its substitution where it stands alone."""
    found = known(f, x)
    if not found or LINEAR.lower() not in found[0]:
        return None
    inner = f.base if f.is_Pow and f.base.has(x) and not f.base.is_Function else next((g.args[0] for g in sp.preorder_traversal(f) if g.is_Function), f.exp if f.is_Pow else None)
    if inner is None or slope_of(inner, x) is None:
        return None
    u, a = fresh(f, x), slope_of(inner, x)
    g = f.subs(inner, u) / a
    return None if g.has(x) else walk.replace(g, u, inner, x, wrap, shown=rf"{u} = {tex(inner)},\ d{u} = {tex(a)}\,d{x}" if a != 1 else rf"{u} = {tex(inner)},\ d{u} = d{x}")


WAYS = [
    slowly, as_sine_and_cosine, odd_powers, even_powers, products, secants, substitute, cyclic, parts, linear_inside, fractions, expanded,
    root_as_variable, trigonometric_substitution,
]
