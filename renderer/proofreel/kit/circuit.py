"""Circuits: wires with charges that run along them, and the symbols of what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Circle, Dot, Line, Mobject, Rectangle, VGroup, VMobject

from .. import theme
from .text import words

Point = Sequence[float]


def wire(points: Sequence[Point], role: str = "muted") -> VMobject:
    line = VMobject(color=theme.colour(role), stroke_width=3.5)
    return line.set_points_as_corners([np.array([*point[:2], 0.0]) for point in points])


def panel(width: float, height: float) -> Rectangle:
    """Covers the wire behind a symbol."""
    return Rectangle(width=width, height=height, stroke_width=0, fill_color=theme.BACKGROUND, fill_opacity=1)


def battery(at: Point, upright: bool = True, role: str = "yellow") -> VGroup:
    """A long line (plus, above or left) and a short one in a wire that runs upright or level."""
    long, short = Line([-0.4, 0.11, 0], [0.4, 0.11, 0]), Line([-0.2, -0.11, 0], [0.2, -0.11, 0])
    group = VGroup(panel(0.5, 0.22), long.set_stroke(theme.colour(role), 5), short.set_stroke(theme.colour(role), 5))
    return (group if upright else group.rotate(np.pi / 2)).move_to([*at[:2], 0])


def resistor(at: Point, upright: bool = False, role: str = "red") -> VGroup:
    box = Rectangle(width=1.3, height=0.5, color=theme.colour(role), stroke_width=4, fill_color=theme.BACKGROUND, fill_opacity=1)
    group = VGroup(box)
    return (group.rotate(np.pi / 2) if upright else group).move_to([*at[:2], 0])


def capacitor(at: Point, upright: bool = True, role: str = "blue") -> VGroup:
    """Two plates across a wire that runs upright or level; `group[1]` and `group[2]` are the plates."""
    plates = [Line([-0.55, y, 0], [0.55, y, 0]).set_stroke(theme.colour(role), 6) for y in (0.14, -0.14)]
    group = VGroup(panel(0.6, 0.26), *plates)
    return (group if upright else group.rotate(np.pi / 2)).move_to([*at[:2], 0])


def meter(at: Point, letter: str, role: str = "green") -> VGroup:
    ring = Circle(0.36, color=theme.colour(role), stroke_width=4, fill_color=theme.BACKGROUND, fill_opacity=1)
    return VGroup(ring, words(letter, 26, role)).move_to([*at[:2], 0])


class Charges(VGroup):
    """Dots at even distances along a closed wire; `moved()` says how far they have gone (frame units) at each frame."""

    def __init__(self, corners: Sequence[Point], moved: Callable[[], float], gap: float = 0.55, role: str = "blue", radius: float = 0.065):
        super().__init__()
        points = np.array([[*corner[:2], 0.0] for corner in [*corners, corners[0]]])
        lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
        marks = np.concatenate([[0.0], np.cumsum(lengths)])
        count = max(1, round(marks[-1] / gap))
        self.add(*[Dot(radius=radius, color=theme.colour(role)) for _ in range(count)])

        def place(group: Mobject) -> None:
            for k, dot in enumerate(group):
                s = (moved() + k * marks[-1] / count) % marks[-1]
                side = min(int(np.searchsorted(marks, s, side="right")) - 1, len(lengths) - 1)
                dot.move_to(points[side] + (s - marks[side]) / lengths[side] * (points[side + 1] - points[side]))

        place(self)
        self.add_updater(place)
