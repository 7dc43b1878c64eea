"""Matrices whose columns, rows and entries can be painted and moved one by one."""

from collections.abc import Sequence

from manim import Matrix

from .. import theme
from .figures import rounded


def matrix(rows: Sequence[Sequence[float]], size: float = theme.FORMULA_SIZE * 0.92, columns: Sequence[str] = (), lines: Sequence[str] = ()) -> Matrix:
    """Bracketed numbers; `columns` or `lines` are the roles whose colours its columns or its rows have."""
    texts = [[rounded(value) for value in row] for row in rows]
    widest = max(len(text.lstrip("-")) + 0.6 * text.startswith("-") for row in texts for text in row)
    share = size / 48
    made = Matrix(
        texts, v_buff=0.72 * share, h_buff=(0.62 + 0.22 * widest) * share, bracket_h_buff=0.16, bracket_v_buff=0.12,
        element_to_mobject_config={"font_size": size, "color": theme.INK}, bracket_config={"color": theme.INK},
    )
    for role, part in zip(columns, made.get_columns(), strict=False):
        part.set_color(theme.colour(role))
    for role, part in zip(lines, made.get_rows(), strict=False):
        part.set_color(theme.colour(role))
    return made
