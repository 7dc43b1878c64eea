"""Systems in which one equation can be solved for an unknown and put into the other: a line and a curve."""

import sympy as sp

from ..notation import equation, mark, tex
from ..speech import spoken
from ..story import Line, Unsolvable
from .asked import Asked
from .conditions import fits
from .explain import find
from .polynomials import either


def solved(equations: list[tuple[sp.Expr, sp.Expr]], limits: list[tuple[str, sp.Expr]], unknowns: list[sp.Symbol]) -> tuple[list[Line], list[dict[sp.Symbol, sp.Expr]]]:
    """Lines and the real solutions."""
    which, unknown, value = explicit(equations, unknowns)
    other = next(x for x in unknowns if x != unknown)
    lines: list[Line] = []
    left, right = equations[which]
    if not (left == unknown and right == value) and not (right == unknown and left == value):
        lines.append(Line(f"Solve one equation for {unknown}", equation(unknown, value), f"Solve the {'first' if which == 0 else 'second'} equation for {unknown}: it equals {spoken(value)}"))
    left, right = (side.subs(unknown, value) for side in equations[1 - which])
    lines.append(Line("Put it into the other equation", equation(left, right), f"Put that in place of {unknown} in the other equation. Now {other} is the only unknown"))
    asked = Asked(left, right, other, "", [(kind, part.subs(unknown, value)) for kind, part in limits], real=True)
    found = find(asked)
    if found.everywhere is not None:
        raise Unsolvable("Those two equations say the same, so there are infinitely many solutions. Give me two different ones.")
    if not found.solutions:
        return [*lines, *found.lines], []
    pairs = []
    for solution in found.solutions:
        second = sp.radsimp(sp.simplify(value.subs(other, solution)))
        pair = {other: solution, unknown: second}
        for one, two in equations:
            if not fits(Asked(one.subs(unknown, second), two.subs(unknown, second), other, ""), solution):
                raise Unsolvable("My solution did not pass its own check, so I don't show it.")
        pairs.append({x: pair[x] for x in unknowns})
    last = either([r",\; ".join(f"{tex(x)} = {mark('yellow', tex(v))}" for x, v in pair.items()) for pair in pairs])
    said = ". ".join(f"{other} equal to {spoken(pair[other])} gives {unknown} equal to {spoken(pair[unknown])}" for pair in pairs[:3])
    return [*lines, *found.lines, Line("Put it back", last, f"Put each back to find {unknown}. {said}")], pairs


def explicit(equations: list[tuple[sp.Expr, sp.Expr]], unknowns: list[sp.Symbol]) -> tuple[int, sp.Symbol, sp.Expr]:
    """An equation that is linear in an unknown, with a number in front of it: which one, the unknown and its value."""
    found: list[tuple[int, int, sp.Symbol, sp.Expr]] = []
    for index, (left, right) in enumerate(equations):
        difference = sp.expand(left - right)
        for unknown in reversed(unknowns):
            if difference.is_polynomial(unknown) and sp.degree(difference, unknown) == 1 and difference.coeff(unknown, 1).is_number:
                value = sp.expand(-difference.coeff(unknown, 0) / difference.coeff(unknown, 1))
                other = next(x for x in unknowns if x != unknown)
                cost = sp.count_ops(value) + (4 if not value.is_polynomial(other) else 4 * sp.degree(value, other) if value.has(other) else 0)
                found.append((cost, index, unknown, value))
    if not found:
        raise Unsolvable("I solve systems in which one equation can be solved for x or y, like x + y = 5: neither of these can.")
    _, index, unknown, value = min(found, key=lambda one: one[0])
    return index, unknown, value
