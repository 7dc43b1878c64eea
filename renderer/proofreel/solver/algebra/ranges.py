"""Sets of real numbers as textbooks write them, for answers, formulas, speech and the number line."""

import sympy as sp

from .. import story
from ..notation import tex
from ..speech import spoken

LESS = {True: "<", False: "<="}
MORE = {True: ">", False: ">="}
TEX_LESS = {True: "<", False: r"\leq"}
TEX_MORE = {True: ">", False: r"\geq"}
MOST_PIECES = 6


def pieces_of(area: sp.Set) -> list[sp.Interval | sp.FiniteSet]:
    """Intervals and single points from left to right."""
    parts = list(area.args) if isinstance(area, sp.Union) else [area]
    single = [sp.FiniteSet(point) for part in parts if isinstance(part, sp.FiniteSet) for point in part]
    return sorted([*single, *[part for part in parts if isinstance(part, sp.Interval)]], key=lambda part: (float(part.inf), float(part.sup)))


def relational(area: sp.Set, x: sp.Symbol) -> str:
    """SymPy syntax: `(x < -2) | (x > 3)`; `Reals` and `EmptySet` where there is nothing to compare."""
    if area in (sp.S.Reals, sp.S.EmptySet):
        return str(area)
    found = [piece(part, x) for part in pieces_of(area)]
    return found[0] if len(found) == 1 else " | ".join(f"({text})" for text in found)


def piece(part: sp.Set, x: sp.Symbol) -> str:
    if isinstance(part, sp.FiniteSet):
        return f"Eq({x}, {part.inf})"
    low, high = part.start, part.end
    if not low.is_finite:
        return f"{x} {LESS[bool(part.right_open)]} {high}"
    if not high.is_finite:
        return f"{x} {MORE[bool(part.left_open)]} {low}"
    return f"({low} {LESS[bool(part.left_open)]} {x}) & ({x} {LESS[bool(part.right_open)]} {high})"


def shown(area: sp.Set, x: sp.Symbol) -> str:
    """TeX."""
    if area == sp.S.Reals:
        return rf"⟦yellow|\text{{every real }} {tex(x)}⟧"
    if area == sp.S.EmptySet:
        return r"⟦red|\text{no solution}⟧"
    if (hole := one_hole(area)) is not None:
        return rf"⟦yellow|{tex(x)} \neq {tex(hole)}⟧"
    return r" \quad\text{or}\quad ".join(f"⟦yellow|{piece_shown(part, x)}⟧" for part in pieces_of(area))


def piece_shown(part: sp.Set, x: sp.Symbol) -> str:
    if isinstance(part, sp.FiniteSet):
        return f"{tex(x)} = {tex(part.inf)}"
    low, high = part.start, part.end
    if not low.is_finite:
        return f"{tex(x)} {TEX_LESS[bool(part.right_open)]} {tex(high)}"
    if not high.is_finite:
        return f"{tex(x)} {TEX_MORE[bool(part.left_open)]} {tex(low)}"
    return f"{tex(low)} {TEX_LESS[bool(part.left_open)]} {tex(x)} {TEX_LESS[bool(part.right_open)]} {tex(high)}"


def one_hole(area: sp.Set) -> sp.Expr | None:
    """The only number that is left out."""
    parts = pieces_of(area) if isinstance(area, sp.Union) else []
    if len(parts) == 2 and all(isinstance(part, sp.Interval) for part in parts) and not parts[0].start.is_finite and not parts[1].end.is_finite and parts[0].end == parts[1].start:
        return parts[0].end
    return None


def said(area: sp.Set, x: sp.Symbol) -> str:
    if area == sp.S.Reals:
        return f"{x} may be any real number"
    if area == sp.S.EmptySet:
        return "there is no solution"
    if (hole := one_hole(area)) is not None:
        return f"{x} is any number but {spoken(hole)}"
    return ", or ".join(piece_said(part, x) for part in pieces_of(area))


def piece_said(part: sp.Set, x: sp.Symbol) -> str:
    if isinstance(part, sp.FiniteSet):
        return f"{x} equals {spoken(part.inf)}"
    low, high = part.start, part.end
    below = f"{'less than' if part.right_open else 'at most'} {spoken(high)}"
    above = f"{'greater than' if part.left_open else 'at least'} {spoken(low)}"
    if not low.is_finite:
        return f"{x} is {below}"
    return f"{x} is {above}" if not high.is_finite else f"{x} is {above} and {below}"


def line_of(area: sp.Set) -> dict | None:
    """The `number_line` that shows the set; None where it has no end to show."""
    parts = pieces_of(area) if area != sp.S.EmptySet else []
    ends = sorted({end for part in parts for end in (part.inf, part.sup) if end.is_finite}, key=float)
    if not ends or len(parts) > MOST_PIECES:
        return None
    low, high = float(ends[0]), float(ends[-1])
    room = max(1.5, (high - low) * 0.5)
    left, right = low - room, high + room
    stretches = [
        (
            float(part.inf) if part.inf.is_finite else left, float(part.sup) if part.sup.is_finite else right,
            int(bool(getattr(part, "left_open", False))) if part.inf.is_finite else 2, int(bool(getattr(part, "right_open", False))) if part.sup.is_finite else 2,
        )
        for part in parts
    ]
    return story.number_line((left, right), stretches, [float(end) for end in ends], [tex(end) for end in ends])
