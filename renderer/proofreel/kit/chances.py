"""What chance is made of: dice and coins."""

import numpy as np
from manim import Circle, Dot, RoundedRectangle, VGroup

from .. import theme
from .text import words

PIPS = {
    1: [(0, 0)],
    2: [(-1, 1), (1, -1)],
    3: [(-1, 1), (0, 0), (1, -1)],
    4: [(-1, 1), (1, 1), (-1, -1), (1, -1)],
    5: [(-1, 1), (1, 1), (0, 0), (-1, -1), (1, -1)],
    6: [(-1, 1), (1, 1), (-1, 0), (1, 0), (-1, -1), (1, -1)],
}


def die(value: int, size: float = 0.8, role: str = "ink") -> VGroup:
    """A die's face with 1 to 6 pips."""
    body = RoundedRectangle(width=size, height=size, corner_radius=size * 0.16, color=theme.colour(role), fill_color=theme.PANEL, fill_opacity=1, stroke_width=2.5)
    pips = [Dot(np.array([x, y, 0]) * size * 0.26, radius=size * 0.085, color=theme.colour(role)) for x, y in PIPS[value]]
    return VGroup(body, *pips)


def coin(heads: bool, size: float = 0.8) -> VGroup:
    """A coin: a yellow H or a muted T."""
    role = "yellow" if heads else "muted"
    rim = Circle(size / 2, color=theme.colour(role), fill_color=theme.PANEL, fill_opacity=1, stroke_width=3)
    return VGroup(rim, words("H" if heads else "T", 30 * size / 0.8, role).move_to(rim))
