"""Linear systems beyond two equations with one solution: elimination, row by row, and what is left when rows vanish."""

import sympy as sp

from ..notation import equation, mark, tex
from ..speech import spoken
from ..story import Line, Unsolvable

ORDINAL = ("first", "second", "third", "fourth")


def aligned(rows: list[tuple[sp.Expr, sp.Expr]]) -> str:
    return r"\begin{aligned}" + r" \\ ".join(rf"{tex(left)} &= {tex(right)}" for left, right in rows) + r"\end{aligned}"


def eliminated(rows: list[list[sp.Expr]], unknowns: list[sp.Symbol]) -> tuple[list[Line], dict[sp.Symbol, sp.Expr] | None]:
    """Lines, and the solution (with free unknowns in it where there are many), None where there is none.

    A row is the coefficients of the unknowns and then the right side.
    """
    lines: list[Line] = []
    rows = [list(row) for row in rows]
    pivots: list[tuple[int, int]] = []
    at = 0
    for column, unknown in enumerate(unknowns):
        chosen = next((r for r in [*sorted(range(at, len(rows)), key=lambda r: (abs(rows[r][column]) != 1, r))] if rows[r][column] != 0), None)
        if chosen is None:
            continue
        if chosen != at:
            rows[at], rows[chosen] = rows[chosen], rows[at]
            lines.append(Line("Swap equations", aligned(sides(rows, unknowns)), f"Start with the equation in which {unknown} is simplest"))
        said = []
        for r in range(at + 1, len(rows)):
            factor = rows[r][column] / rows[at][column]
            if factor != 0:
                rows[r] = [sp.simplify(a - factor * b) for a, b in zip(rows[r], rows[at], strict=True)]
                times = "" if abs(factor) == 1 else f"{spoken(abs(factor))} times "
                said.append(f"{'subtract' if factor > 0 else 'add'} {times}the {ORDINAL[at]} equation {'from' if factor > 0 else 'to'} the {ORDINAL[r]}")
        if said:
            lines.append(Line(f"Eliminate {unknown}", aligned(sides(rows, unknowns)), ", and ".join(said) + f": {unknown} is gone there"))
        pivots.append((at, column))
        at += 1
        if at == len(rows):
            break
    for row in rows[at:]:
        if row[-1] != 0:
            lines.append(Line("A contradiction", rf"{equation(sp.S.Zero, row[-1])} \quad ⟦red|\text{{never}}⟧", f"One equation now says that zero equals {spoken(row[-1])}. That is never true, so no numbers fit all equations"))
            return lines, None
    if at < len(rows):
        lines.append(Line("An equation vanishes", r"0 = 0", "One equation says that zero is zero. It follows from the others, so it tells nothing new"))
        rows = rows[:at]
    values = back(rows, pivots, unknowns, lines)
    return lines, values


def sides(rows: list[list[sp.Expr]], unknowns: list[sp.Symbol]) -> list[tuple[sp.Expr, sp.Expr]]:
    return [(sp.Add(*[a * x for a, x in zip(row, unknowns, strict=False)]), row[-1]) for row in rows]


def back(rows: list[list[sp.Expr]], pivots: list[tuple[int, int]], unknowns: list[sp.Symbol], lines: list[Line]) -> dict[sp.Symbol, sp.Expr]:
    """From the last equation up; unknowns without a pivot stay free."""
    free = [x for column, x in enumerate(unknowns) if column not in {c for _, c in pivots}]
    if free:
        names = " and ".join(str(x) for x in free)
        lines.append(Line("Choose freely", rf"{', '.join(tex(x) for x in free)} \;\text{{free}}", f"{names} can be any number, and the others follow: there are infinitely many solutions"))
    values: dict[sp.Symbol, sp.Expr] = {}
    for row, column in reversed(pivots):
        rest = rows[row][-1] - sum(a * values.get(x, x) for c, (a, x) in enumerate(zip(rows[row], unknowns, strict=False)) if c > column)
        values[unknowns[column]] = sp.expand(sp.simplify(rest / rows[row][column]))
        known = r",\quad ".join(f"{tex(x)} = {mark('yellow', tex(v))}" for x, v in values.items())
        verb = "The last equation gives" if len(values) == 1 and not free else "Put in what is known:"
        lines.append(Line(f"Solve for {unknowns[column]}", known, f"{verb} {unknowns[column]} equals {spoken(values[unknowns[column]])}"))
    return {x: values[x] for x in unknowns if x in values}


def checked(equations: list[tuple[sp.Expr, sp.Expr]], values: dict[sp.Symbol, sp.Expr] | None, unknowns: list[sp.Symbol]) -> None:
    """By ranks and by putting in; raises where that disagrees."""
    matrix, right = sp.linear_eq_to_matrix([left - other for left, other in equations], unknowns)
    ranks = matrix.rank(), matrix.row_join(right).rank()
    if values is None:
        if ranks[0] == ranks[1]:
            raise Unsolvable("My solution did not pass its own check, so I don't show it.")
        return
    if ranks[0] != ranks[1] or len(values) != ranks[0] or any(sp.expand((left - other).subs(values)) != 0 for left, other in equations):
        raise Unsolvable("My solution did not pass its own check, so I don't show it.")
