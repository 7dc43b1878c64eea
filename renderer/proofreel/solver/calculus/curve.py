"""The study of one curve: critical places, signs of the derivatives between them, extrema; each looked up on a fine grid as well."""

from dataclasses import dataclass, field

import mpmath as mp
import sympy as sp

from .. import numeric
from ..story import Unsolvable
from .derivative import derive

GRID = 4001
MOST_PLACES = 8
REACH = 50.0


@dataclass
class Curve:
    """Places are exact and sorted; `slopes` and `curvatures` are (from, to, sign) of the derivatives between them."""

    f: sp.Expr
    x: sp.Symbol
    ends: tuple | None
    closed: bool
    slope: sp.Expr
    bend: sp.Expr
    critical: list[sp.Expr] = field(default_factory=list)
    flat: list[sp.Expr] = field(default_factory=list)
    bends: list[sp.Expr] = field(default_factory=list)
    gaps: list[sp.Expr] = field(default_factory=list)
    slopes: list[tuple] = field(default_factory=list)
    curvatures: list[tuple] = field(default_factory=list)
    maxima: list[sp.Expr] = field(default_factory=list)
    minima: list[sp.Expr] = field(default_factory=list)

    def slope_at(self, place: sp.Expr) -> sp.Expr | None:
        value = self.slope.subs(self.x, place)
        return value if value.is_finite and not value.has(sp.nan, sp.zoo) and (self.f.has(sp.Abs) is False or sp.simplify(value) == 0) else None

    @property
    def candidates(self) -> list[sp.Expr]:
        low, high = self.ends or (-sp.oo, sp.oo)
        places = {*self.critical, *((low, high) if self.closed else ())}
        return sorted({p for p in places if p.is_finite and p not in self.gaps and self.f.subs(self.x, p).is_real}, key=float)

    def best(self, kind: str) -> list[sp.Expr] | None:
        """The places of the absolute extremum; None where there is none."""
        sign = 1 if kind == "maximum" else -1
        low, high = self.ends or (-sp.oo, sp.oo)
        sides = [sp.limit(self.f, self.x, gap, side) for gap in self.gaps for side in "+-" if (side == "+" or gap > low) and (side == "-" or gap < high)]
        if any(value in (sp.oo * sign, sp.zoo) for value in sides):
            return None
        if not self.candidates:
            return None
        height = lambda p: sp.simplify(self.f.subs(self.x, p))  # noqa: E731
        top = max((height(p) for p in self.candidates), key=lambda v: sign * sp.N(v, 30))
        for end in (low, high):
            if not end.is_finite or not self.closed:
                edge = sp.limit(self.f, self.x, end, "-" if end == high else "+")
                if edge.has(sp.AccumBounds) or sign * sp.N(edge) > sign * sp.N(top) + 1e-30:
                    return None
        return [p for p in self.candidates if sp.simplify(height(p) - top) == 0]


def study(f: sp.Expr, x: sp.Symbol, ends: tuple | None, closed: bool = True) -> Curve:
    slope = derive(f, x)[2] if f.has(x) else sp.S.Zero
    if slope == 0:
        raise Unsolvable("That function is constant: it neither rises nor falls.")
    bend = derive(slope, x)[2] if slope.has(x) and not slope.has(sp.Abs) else sp.S.Zero
    low, high = ends or (-sp.oo, sp.oo)
    if ends and not (low < high):
        raise Unsolvable("The interval is empty: check its ends.")
    curve = Curve(f, x, tuple(ends) if ends else None, closed, slope, bend)
    domain = domain_of(f, x, low, high)
    inner = [place for place in (*domain_edges(domain), low, high) if place.is_finite]
    curve.gaps = [p for p in gaps_of(f, x, low, high)]
    corners = [p for p in gaps_of(slope, x, low, high) if p not in curve.gaps and f.subs(x, p).is_real and f.subs(x, p).is_finite]
    corners += [p for bars in f.atoms(sp.Abs) for p in zeros_of(bars.args[0], x, low, high) if p not in corners]
    level = zeros_of(slope, x, low, high)
    curve.critical = sorted({p for p in (*level, *corners) if inside(p, low, high) and sp.im(f.subs(x, p)) == 0}, key=float)
    curve.slopes = signs(slope, x, low, high, [*curve.critical, *curve.gaps, *inner])
    curve.flat = [p for p in zeros_of(bend, x, low, high) if inside(p, low, high)] if bend.has(x) else []
    curve.curvatures = signs(bend, x, low, high, [*curve.flat, *curve.gaps, *corners, *inner])
    curve.bends = [p for p in sorted({*curve.flat, *corners}, key=float) if changes(curve.curvatures, p)]
    for place in curve.critical:
        turn = changes(curve.slopes, place)
        if turn:
            (curve.maxima if turn < 0 else curve.minima).append(place)
    refuse_if_grid_differs(curve, low, high)
    return curve


def inside(place: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    return bool(low < place) and bool(place < high)


def domain_of(f: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Set:
    try:
        return sp.calculus.util.continuous_domain(f, x, sp.Interval(low, high))
    except (NotImplementedError, ValueError, TypeError):
        return sp.Interval(low, high)


def domain_edges(domain: sp.Set) -> list[sp.Expr]:
    boundary = domain.boundary
    return [p for p in boundary if p.is_real] if isinstance(boundary, sp.FiniteSet) else []


def zeros_of(g: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    found = sp.solveset(g, x, sp.Interval(low, high))
    if found is sp.S.EmptySet:
        return []
    if not isinstance(found, sp.FiniteSet):
        if not (low.is_finite and high.is_finite):
            raise Unsolvable("There are endlessly many such places, or I can't find them exactly: give an interval, as in: on [0, 2*pi].")
        raise Unsolvable("I can't find exactly where the derivative is zero.")
    places = [sp.simplify(p) for p in found]
    if len(places) > MOST_PLACES:
        raise Unsolvable("There are too many such places for one video: choose a smaller interval.")
    if any(p.has(sp.CRootOf) or sp.count_ops(p) > 40 for p in places):
        raise Unsolvable("The derivative is zero at places that have no simple formula: try another function.")
    return sorted(places, key=float)


def gaps_of(g: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    found = sp.singularities(g.replace(sp.Abs, lambda u: u), x, sp.Interval(low, high))
    if found is sp.S.EmptySet:
        return []
    if not isinstance(found, sp.FiniteSet):
        raise Unsolvable("The function has endlessly many gaps: give a smaller interval.")
    return sorted(found, key=float)


def signs(g: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr, places: list[sp.Expr]) -> list[tuple]:
    """Neighbouring pieces and the sign of g in each; pieces where g is not real are left out."""
    edges = [low, *sorted({p for p in places if inside(p, low, high)}, key=float), high]
    at = numeric.real(g, x)
    rows = []
    for a, b in zip(edges, edges[1:], strict=False):
        start = float(a) if a.is_finite else min(float(b) if b.is_finite else 0.0, 0.0) - REACH
        end = float(b) if b.is_finite else max(float(a) if a.is_finite else 0.0, 0.0) + REACH
        values = [at(start + (end - start) * part) for part in (0.0137, 0.217, 0.491, 0.743, 0.9871)]
        found = {mp.sign(value) for value in values if value is not None and value != 0}
        if len(found) > 1:
            raise Unsolvable("The sign of the derivative changes where I found no zero of it, so I don't show an answer.")
        if found:
            rows.append((a, b, int(found.pop())))
    # Pieces that touch with the same sign on either side of a place are one piece where the function goes on.
    return rows


def changes(rows: list[tuple], place: sp.Expr) -> int:
    """The sign after the place, where that before it is the other one; else 0."""
    before = next((sign for _, b, sign in rows if b == place), 0)
    after = next((sign for a, _, sign in rows if a == place), 0)
    return after if before * after < 0 else 0


def refuse_if_grid_differs(curve: Curve, low: sp.Expr, high: sp.Expr) -> None:
    """Counts the turns of the curve on a fine grid, with heights alone."""
    places = [float(p) for p in (*curve.critical, *curve.gaps)]
    start = float(low) if low.is_finite else min([*places, 0.0]) - 3.0
    end = float(high) if high.is_finite else max([*places, 0.0]) + 3.0
    at = numeric.real(curve.f, curve.x, 30)
    step = (end - start) / (GRID - 1)
    heights = [at(start + step * k) for k in range(GRID)]
    near = lambda where, some: any(abs(where - float(p)) < 2.5 * step for p in some)  # noqa: E731
    for k in range(1, GRID - 1):
        three = heights[k - 1: k + 2]
        where = start + step * k
        if None in three or near(where, curve.gaps):
            continue
        if three[1] > three[0] and three[1] > three[2] and not near(where, curve.maxima) or three[1] < three[0] and three[1] < three[2] and not near(where, curve.minima):
            raise Unsolvable("The curve turns where I found no extremum, so I don't show an answer.")
