"""Row operations in words and TeX: Gauss-Jordan elimination with every step told."""

import sympy as sp

from ..notation import tex
from ..speech import spoken
from ..story import Line
from .matrices import factor

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def augmented(matrix: sp.Matrix, divider: int | None) -> str:
    """The matrix, with a rule before the column `divider`."""
    columns = "r" * matrix.cols if divider is None else "r" * divider + "|" + "r" * (matrix.cols - divider)
    rows = r" \\ ".join(" & ".join(tex(entry) for entry in matrix.row(i)) for i in range(matrix.rows))
    return rf"\left[\begin{{array}}{{{columns}}} {rows} \end{{array}}\right]"


def reduce(matrix: sp.Matrix, divider: int | None = None) -> tuple[sp.Matrix, list[Line], list[int]]:
    """Reduced row echelon form of the columns before the divider, the lines that lead there, and the pivots' columns."""
    work = matrix.copy()
    lines: list[Line] = []
    pivots: list[int] = []
    row = 0
    for column in range(divider if divider is not None else matrix.cols):
        if row == work.rows:
            break
        candidates = [i for i in range(row, work.rows) if work[i, column] != 0]
        if not candidates:
            continue
        best = next((i for i in candidates if work[i, column] in (1, -1)), candidates[0])
        if best != row:
            work.row_swap(row, best)
            lines.append(Line(f"Swap rows {row + 1} and {best + 1}", augmented(work, divider), f"Swap the {ORDINALS[row]} row with the {ORDINALS[best]}, so that a handy entry leads"))
        lead = work[row, column]
        if lead != 1:
            work[row, :] = (work[row, :] / lead).applyfunc(sp.cancel)
            lines.append(Line(f"Divide row {row + 1} by {plain(lead)}", augmented(work, divider), f"Divide the {ORDINALS[row]} row by {spoken(lead)}, so that it begins with one"))
        cleared = []
        for other in range(work.rows):
            amount = work[other, column]
            if other != row and amount != 0:
                work[other, :] = (work[other, :] - amount * work[row, :]).applyfunc(sp.cancel)
                cleared.append(other)
        if cleared:
            rows = " and ".join(str(i + 1) for i in cleared)
            lines.append(Line(f"Clear column {column + 1} in row{'s' if len(cleared) > 1 else ''} {rows}", augmented(work, divider), f"Take multiples of the {ORDINALS[row]} row from the other{'s' if len(cleared) > 1 else ''}, so that the rest of column {column + 1} is zero"))
        pivots.append(column)
        row += 1
    return work, lines, pivots


def plain(value: sp.Expr) -> str:
    return str(value).replace("-", "−")


def row_dot(row: sp.Matrix, column: sp.Matrix) -> str:
    return " + ".join(rf"{factor(a)} \cdot {factor(b)}" for a, b in zip(row, column, strict=True))
