"""Ways to integrals with powers of sine, cosine, tangent and secant, and with roots that they resolve."""

import sympy as sp
from sympy.simplify.fu import TR8

from ..notation import tex
from ..speech import spoken
from .antiderivatives import slope_of
from .integration import Integration, Wrap


def exponents(f: sp.Expr, functions: tuple, x: sp.Symbol) -> tuple[sp.Expr, list[int]] | None:
    """The common angle and the exponent of each function where f is a product of their powers and nothing else."""
    found, angle = {}, None
    for factor in sp.Mul.make_args(f):
        base, exponent = factor.as_base_exp()
        if base.func not in functions or not exponent.is_Integer or slope_of(base.args[0], x) is None or (angle is not None and base.args[0] != angle):
            return None
        angle = base.args[0]
        found[base.func] = int(exponent)
    return (angle, [found.get(function, 0) for function in functions]) if angle is not None else None


def odd_powers(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """sin^m cos^n with an odd exponent: keep one factor for the substitution and turn the rest by sin² + cos² = 1."""
    found = exponents(f, (sp.sin, sp.cos), x)
    if not found:
        return None
    angle, (m, n) = found
    u = sp.Symbol("u")
    a = slope_of(angle, x)
    if min(m, n) < 0 or m + n < 2:
        return None
    if n % 2 and (n <= m or not m % 2 or m == 0) and n > 0:
        inner, kept, g = sp.sin(angle), sp.cos(angle), u**m * (1 - u**2) ** ((n - 1) // 2) / a
    elif m % 2:
        inner, kept, g = sp.cos(angle), sp.sin(angle), -(u**n) * (1 - u**2) ** ((m - 1) // 2) / a
    else:
        return None
    if max(m, n) > 2 or min(m, n) > 1:
        walk.add("Pythagorean identity", wrap(sp.Integral(sp.Mul((g * a).subs(u, inner), kept * (-1 if inner.func is sp.cos else 1), evaluate=False), x)), f"Keep one factor {spoken(kept)}, and turn the others by sine squared plus cosine squared equals one")
    return walk.replace(sp.expand(g), u, inner, x, wrap, shown=rf"u = {tex(inner)},\ du = {tex(sp.diff(inner, x))}\,d{x}")


def even_powers(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    found = exponents(f, (sp.sin, sp.cos), x)
    if not found or any(n % 2 or n < 0 for n in found[1]) or sum(found[1]) > 8:
        return None
    into = sp.expand(TR8(f))
    walk.add("Half-angle formulas", wrap(sp.Integral(into, x)), f"Both exponents are even, so the half-angle formulas lower them: {spoken(into)}")
    return walk.find(into, x, wrap)


def secants(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """Powers of tangent and secant, and the secant and cosecant themselves."""
    for one, other, sign in ((sp.sec, sp.tan, 1), (sp.csc, sp.cot, -1)):
        found = exponents(f, (one, other), x)
        if not found:
            continue
        angle, (m, n) = found
        a = slope_of(angle, x)
        s, t = one(angle), other(angle)
        u = sp.Symbol("u")
        if min(m, n) < 0:
            return None
        if (m, n) == (1, 0):
            value = sign * sp.log(s + t) / a
            over = sp.Mul(s, s + t, sp.Pow(s + t, -1, evaluate=False), evaluate=False)
            walk.add("Multiply by one", wrap(sp.Integral(over, x)), f"A trick: multiply top and bottom by {spoken(s + t)}. Then the top is {'' if sign > 0 else 'minus '}the derivative of the bottom")
            walk.add("Logarithm rule", wrap(value), f"So the integral is {walk.say(value)}")
            return value
        if m == 3 and n == 0:
            value = sign * (s * t + sp.log(s + t)) / (2 * a)
            walk.add("Integration by parts", wrap(sign * s * t / a - sp.Integral(s * t**2, x)), f"By parts, with u equal to {spoken(s)}, and v equal to {spoken(sign * t / a)}")
            walk.add("Solve for the integral", wrap(value), "Replace the square by the Pythagorean identity. The integral that we look for comes back, and we solve for it")
            return value
        if m and m % 2 == 0:
            g = sign * u**n * (1 + u**2) ** (m // 2 - 1) / a
            return walk.replace(sp.expand(g), u, t, x, wrap, f"Substitute u for {spoken(t)}: its derivative is {'' if sign > 0 else 'minus '}the square of {spoken(s)}", shown=rf"u = {tex(t)},\ du = {tex(sign * a * s**2)}\,d{x}")
        if n % 2 and m:
            g = sign * u ** (m - 1) * (u**2 - 1) ** ((n - 1) // 2) / a
            return walk.replace(sp.expand(g), u, s, x, wrap, f"Substitute u for {spoken(s)}", shown=rf"u = {tex(s)},\ du = {tex(sign * a * s * t)}\,d{x}")
        if m == 0 and n >= 2:
            lower = t ** (n - 2)
            into = s**2 - 1 if n == 2 else s**2 * lower - lower
            walk.add("Pythagorean identity", wrap(sp.Integral(into, x)), f"The square of {spoken(t)} is the square of {spoken(s)} minus one")
            return walk.find(into, x, wrap)
    return None


def trigonometric_substitution(walk: Integration, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr | None:
    """√(a² - x²), √(x² + a²) and powers of x² + a²: x becomes a sine or a tangent."""
    theta = sp.Symbol("theta")
    angle = sp.Symbol("theta", real=True)
    for p in sorted((p for p in f.atoms(sp.Pow) if p.base.is_polynomial(x) and sp.degree(p.base, x) == 2), key=sp.count_ops):
        c2, c1, c0 = (sp.Poly(p.base, x).coeff_monomial(x**k) for k in (2, 1, 0))
        if c1 != 0 or not c0.is_positive or not (c2.is_Rational and c0.is_Rational):
            continue
        if c2.is_negative and p.exp.is_Rational and p.exp.q == 2:
            a, function, inverse = sp.sqrt(-c0 / c2), sp.sin, sp.asin
            root, swap = sp.sqrt(c0) * sp.cos(angle), "cosine"
        elif c2.is_positive and (not p.exp.is_Integer or p.exp < -1):
            a, function, inverse = sp.sqrt(c0 / c2), sp.tan, sp.atan
            root, swap = sp.sqrt(c0) / sp.cos(angle), "secant"
        else:
            continue
        old = a * function(angle)
        r = sp.Symbol("r", positive=True)
        g = f.replace(lambda e, p=p: e.is_Pow and e.base == p.base, lambda e: r ** (2 * e.exp)).subs(r, root).subs(x, old) * sp.diff(old, angle)
        g = sp.simplify(g).subs(angle, theta)
        if swap == "secant":
            g = g.replace(lambda e: e.is_Pow and e.base == sp.cos(theta) and e.exp.is_negative, lambda e: sp.sec(theta) ** (-e.exp))
        plain = sp.sqrt(p.base)
        bent = x / a
        if function is sp.sin:
            back = {sp.sin(theta): bent, sp.cos(theta): plain / sp.sqrt(c0), sp.tan(theta): x * sp.sqrt(-c2) / plain, sp.cot(theta): plain / (x * sp.sqrt(-c2))}
        else:
            back = {sp.tan(theta): bent, sp.sec(theta): plain / sp.sqrt(c0), sp.cos(theta): sp.sqrt(c0) / plain, sp.sin(theta): x * sp.sqrt(c2) / plain, sp.csc(theta): plain / (x * sp.sqrt(c2)), sp.cot(theta): 1 / bent}
        shown = rf"{x} = {tex((a * function(theta)))}"
        walk.add("Trigonometric substitution", wrap(sp.Integral(g, theta)), f"Substitute {spoken(a * function(theta))} for {x}. Then the root becomes a multiple of the {swap} of theta", rf",\quad ⟦blue|{shown}⟧")
        value = walk.find(g, theta, wrap)
        value = sp.expand_trig(value).subs(back).subs(theta, inverse(bent))
        value = sp.expand(value)
        walk.add("Substitute back", wrap(value), f"Go back to {x}: theta is {spoken(inverse(bent))}")
        return value
    return None
