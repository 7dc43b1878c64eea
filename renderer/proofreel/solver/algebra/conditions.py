"""What an equation asks of its unknown, and whether a number fulfils it: computed with mpmath from what was typed."""

from collections.abc import Callable

import mpmath as mp
import sympy as sp

from .asked import Asked

DIGITS = 50
TINY = mp.mpf(10) ** -30
# How far and how finely real solutions are looked for.
SCAN_LIMIT = 25
SCAN_POINTS = 2600


class RealPower(sp.Function):
    """A power as school reads it: the cube root of -8 is -2."""


def real_power(base: object, exponent: object, top: object, bottom: object) -> object:
    if base < 0:
        sign = -1 if int(top) % 2 else 1
        return sign * mp.power(-base, exponent) if int(bottom) % 2 else mp.nan
    return mp.power(base, exponent) if base > 0 else (mp.mpf(0) if exponent > 0 else mp.nan)


def with_real_powers(expr: sp.Expr) -> sp.Expr:
    def is_root(e: sp.Basic) -> bool:
        return isinstance(e, sp.Pow) and e.exp.is_Rational and not e.exp.is_Integer and not e.base.is_positive

    return expr.replace(is_root, lambda e: RealPower(e.base, e.exp, e.exp.p, e.exp.q))


def real_function(expr: sp.Expr, x: sp.Symbol) -> Callable[[object], mp.mpf | None]:
    """The real value at a real number, None where there is none."""
    # What SymPy takes over to mpmath by name may be complex, as a logarithm of a negative number is.
    compiled = sp.lambdify(x, with_real_powers(expr), [{"RealPower": real_power}, "mpmath"])

    def at(where: object) -> mp.mpf | None:
        try:
            y = compiled(mp.mpf(where))
        except (ValueError, ZeroDivisionError, OverflowError, TypeError, mp.mp.NoConvergence):
            return None
        if isinstance(y, mp.mpc):
            if abs(y.imag) > TINY * (1 + abs(y.real)):
                return None
            y = y.real
        y = mp.mpf(y)
        return y if mp.isfinite(y) else None

    return at


def broken(asked: Asked, value: sp.Expr) -> tuple[str, sp.Expr] | None:
    """The condition that a value does not fulfil: its kind and the part it is about."""
    x = asked.variable
    for kind, part in asked.limits:
        if not part.has(x):
            continue
        with mp.workdps(DIGITS):
            found = sp.N(part.subs(x, value), DIGITS)
            if found.has(sp.nan, sp.zoo, sp.oo):
                return kind, part
            number = complex(found)
        small = abs(number) < 1e-25
        if kind == "divisor" and small:
            return kind, part
        if kind == "root" and (abs(number.imag) > 1e-25 or (number.real < 0 and not small)):
            return kind, part
        if kind == "log" and (abs(number.imag) > 1e-25 or number.real <= 0 or small):
            return kind, part
    return None


def fits(asked: Asked, value: sp.Expr) -> bool:
    """Whether both sides are the same number there, and each of them has a value."""
    if broken(asked, value) is not None:
        return False
    x = asked.variable
    number = sp.N(value, DIGITS)
    with mp.workdps(DIGITS):
        if number.is_real:
            left, right = (real_function(side, x)(number) for side in (asked.left, asked.right))
            return left is not None and right is not None and abs(left - right) < mp.mpf(10) ** -20 * (1 + abs(left))
        sides = [sp.N(side.subs(x, number), DIGITS) for side in (asked.left, asked.right)]
        if any(side.has(sp.nan, sp.zoo, sp.oo) for side in sides):
            return False
        return abs(complex(sides[0] - sides[1])) < 1e-20 * (1 + abs(complex(sides[0])))


def plausible(asked: Asked, seen: mp.mpf) -> bool:
    """Whether a number found by looking is away from where the equation is not defined."""
    for kind, part in asked.limits:
        if part.has(asked.variable) and kind in ("divisor", "root", "log"):
            value = real_function(part, asked.variable)(seen)
            if value is None or (kind == "divisor" and abs(value) < 1e-7) or (kind == "root" and value < -1e-9) or (kind == "log" and value < 1e-9):
                return False
    return True


def found_by_looking(asked: Asked, low: float = -SCAN_LIMIT, high: float = SCAN_LIMIT) -> list[mp.mpf]:
    """Real solutions where the difference of the sides changes its sign; there may be others, which only touch."""
    at = real_function(asked.left - asked.right, asked.variable)
    found: list[mp.mpf] = []
    with mp.workdps(15):
        # Ends that are special for no formula.
        places = [mp.mpf(low) + (mp.mpf(high) - low) * (k + mp.mpf("0.3137")) / SCAN_POINTS for k in range(SCAN_POINTS)]
        heights = [at(place) for place in places]
        for one, other, a, b in zip(places, places[1:], heights, heights[1:], strict=False):
            if a is None or b is None or a * b > 0:
                continue
            if (root := bisected(at, one, other, a)) is not None and plausible(asked, root):
                found.append(root)
    return found


def bisected(at: Callable[[object], mp.mpf | None], low: mp.mpf, high: mp.mpf, height: mp.mpf) -> mp.mpf | None:
    """Where the function passes zero; None where it only jumps over it."""
    first = abs(height)
    for _ in range(44):
        middle = (low + high) / 2
        y = at(middle)
        if y is None:
            return None
        if y == 0:
            return middle
        if (y > 0) == (height > 0):
            low, height = middle, y
        else:
            high = middle
    y = at((low + high) / 2)
    return (low + high) / 2 if y is not None and abs(y) < 1e-6 * (1 + first) else None
