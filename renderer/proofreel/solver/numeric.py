"""Numbers that vouch for an answer: computed by mpmath from the question, not by the algebra that found the answer."""

from collections.abc import Callable

import mpmath as mp
import sympy as sp

DIGITS = 60
# (1 - cos x)/x² at 10^-30 loses sixty digits to cancellation.
FINE_DIGITS = 250

# Ten ways to be special at once: no formula that people type has its zeros, poles and edges at all of these.
POINTS = (0.371, 0.813, 1.437, 2.29, 4.61, 9.83, -0.293, -0.787, -1.613, -7.37)


def real(f: sp.Expr, x: sp.Symbol, digits: int = DIGITS) -> Callable[[object], mp.mpf | None]:
    """f as a function of real numbers; None where it has no real, finite value."""
    compiled = sp.lambdify(x, f, "mpmath")

    def at(where: object) -> mp.mpf | None:
        with mp.workdps(digits):
            try:
                y = compiled(mp.mpf(where))
                if isinstance(y, mp.mpc):
                    if abs(y.imag) > mp.mpf(10) ** -30 * (1 + abs(y.real)):
                        return None
                    y = y.real
                y = mp.mpf(y)
            except (ValueError, ZeroDivisionError, OverflowError, TypeError, mp.mp.NoConvergence):
                return None
            return y if mp.isfinite(y) else None

    return at


def with_numbers(expr: sp.Expr, keep: sp.Symbol) -> sp.Expr:
    """Puts numbers in place of every letter but one."""
    letters = sorted(expr.free_symbols - {keep}, key=str)
    return expr.subs({letter: sp.Rational(137 + 31 * n, 100) for n, letter in enumerate(letters)})


def same_slope(f: sp.Expr, answer: sp.Expr, x: sp.Symbol) -> int:
    """At how many points the slopes of secants of f agree with the answer; -1 where one does not."""
    f, answer = with_numbers(f, x), with_numbers(answer, x)
    height, slope = real(f, x), real(answer, x)
    agreed = 0
    with mp.workdps(DIGITS):
        h = mp.mpf(10) ** -18
        for point in POINTS:
            where = mp.mpf(repr(point))
            left, right, said = height(where - h), height(where + h), slope(where)
            # The absolute value of a complex number is real, so that one side may have a value where the other has none.
            if left is None or right is None or said is None:
                continue
            if abs((right - left) / (2 * h) - said) > mp.mpf(10) ** -12 * (1 + abs(said)):
                return -1
            agreed += 1
    return agreed


def has_real_values(f: sp.Expr, x: sp.Symbol, low: float, high: float, count: int = 200) -> bool:
    """Whether f has a real value all over the open interval."""
    f_at = real(f, x)
    span = high - low
    return all(f_at(low + span * (k + 0.317) / count) is not None for k in range(count))


def integral(f: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> mp.mpf | None:
    """The integral by quadrature on two different divisions; None where they disagree, as they do over a pole."""
    f_at = real(f, x)

    def height(where: mp.mpf) -> mp.mpf:
        y = f_at(where)
        if y is None:
            raise ArithmeticError
        return y

    with mp.workdps(20):
        ends = [mp.mpf(sp.N(bound, 25)) if bound.is_finite else mp.inf * (1 if bound > 0 else -1) for bound in (low, high)]
        try:
            if not (mp.isfinite(ends[0]) and mp.isfinite(ends[1])):
                # Two places to cut at, between the ends wherever these are.
                inside = [next((end + (1 if other > end else -1) * mp.mpf(way) for end, other in (ends, ends[::-1]) if mp.isfinite(end)), mp.mpf(way)) for way in ("0.7310585", "5.1")]
                found = [mp.quad(height, ends), mp.quad(height, [ends[0], *sorted(inside, reverse=ends[0] > ends[1]), ends[1]])]
            else:
                found = [mp.quad(height, [ends[0] + (ends[1] - ends[0]) * k / mp.mpf(parts) for k in range(parts + 1)]) for parts in (4, 7)]
        except (ArithmeticError, ValueError):
            return None
    return found[1] if abs(found[0] - found[1]) <= 1e-8 * (1 + abs(found[1])) else None


def approach(f: sp.Expr, x: sp.Symbol, point: sp.Expr, side: int) -> list[tuple[str, mp.mpf]]:
    """f at places nearer and nearer to the point (or farther and farther out): where, and the value there."""
    f_at = real(f, x, FINE_DIGITS)
    table = []
    with mp.workdps(FINE_DIGITS):
        for k in (2, 4, 6, 12, 30):
            if point.is_finite:
                where = mp.mpf(sp.N(point, FINE_DIGITS)) + side * mp.mpf(10) ** -k
            else:
                where = (1 if point > 0 else -1) * mp.mpf(10) ** k
            y = f_at(where)
            if y is not None:
                table.append((mp.nstr(where, 12), y))
    return table


def heads_for(table: list[tuple[str, mp.mpf]], value: sp.Expr) -> bool:
    """Whether the values come nearer and nearer to the limit, or grow beyond every bound where it is infinite."""
    heights = [y for _, y in table]
    if len(heights) < 3:
        return False
    with mp.workdps(DIGITS):
        if not value.is_finite:
            sign = 1 if value > 0 else -1
            return all(0 < sign * low < sign * high for low, high in zip(heights[1:], heights[2:], strict=False))
        target = mp.mpf(sp.N(value, DIGITS))
        errors = [abs(y - target) / (1 + abs(target)) for y in heights]
        # A logarithm is slow: then the errors must at least shrink from place to place.
        return errors[-1] < mp.mpf(10) ** -5 or (errors[-1] < 0.1 and all(low > high for low, high in zip(errors, errors[1:], strict=False)))
