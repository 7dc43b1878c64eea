"""A square grid with numbered axes, vectors on it, and the lattice that a matrix bends."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, Arrow, Dot, Line, MathTex, Mobject, Polygon, VGroup, VMobject, always_redraw

from .. import theme
from .plot import step_of
from .text import words

# Lines of a lattice on each side of the origin: enough to fill the box for every map that shrinks to a quarter.
MOST_LINES = 24
SHORTEST_ARROW = 1e-3
Pair = Sequence[float]


def mix(matrix: Sequence[Sequence[float]], share: float) -> np.ndarray:
    """The map on its way from the identity (share 0) to `matrix` (share 1)."""
    return (1 - share) * np.eye(2) + share * np.array(matrix, dtype=float)


def haloed(label: VMobject) -> VMobject:
    """Lines that pass behind the label stop short of it."""
    return label.set_stroke(theme.BACKGROUND, 7, background=True)


class Grid(VGroup):
    """Faint lines one unit apart (or a round number of units), the same scale on both axes; `at` gives a point's place."""

    def __init__(self, x: Pair = (-5, 5), y: Pair = (-4, 4), width: float = 6.3, height: float = 4.95, centre: Pair = (-3.1, 0.0), numbers: bool = True):
        super().__init__()
        self.x, self.y = (float(x[0]), float(x[1])), (float(y[0]), float(y[1]))
        self.unit = min(width / (self.x[1] - self.x[0]), height / (self.y[1] - self.y[0]))
        self.middle = np.array([(self.x[0] + self.x[1]) / 2, (self.y[0] + self.y[1]) / 2])
        self.centre = np.array([centre[0], centre[1], 0.0])
        step = max(1.0, step_of(max(self.x[1] - self.x[0], self.y[1] - self.y[0]), 12))
        often = 2 if max(self.x[1] - self.x[0], self.y[1] - self.y[0]) / step > 7 else 1
        self.lines, self.numbers = VGroup(), VGroup()
        for axis, (low, high) in enumerate((self.x, self.y)):
            for k in range(math.ceil(low / step), math.floor(high / step) + 1):
                self.lines.add(self.line_at(axis, k * step, k == 0))
                if numbers and k % often == 0:
                    self.numbers.add(self.number(axis, k * step))
        self.add(self.lines, self.numbers)

    @classmethod
    def around(cls, points: Sequence[Pair], margin: float = 1.0, **options) -> Grid:
        """The smallest grid of whole units that holds the origin and the points with a margin."""
        xs, ys = [0.0, *[p[0] for p in points]], [0.0, *[p[1] for p in points]]
        return cls((math.floor(min(xs) - margin), math.ceil(max(xs) + margin)), (math.floor(min(ys) - margin), math.ceil(max(ys) + margin)), **options)

    def at(self, point: Pair) -> np.ndarray:
        return self.centre + np.array([*(np.array(point[:2], dtype=float) - self.middle) * self.unit, 0.0])

    def line_at(self, axis: int, value: float, main: bool) -> Line:
        low, high = (self.y, self.x)[axis]
        ends = [(value, low), (value, high)] if axis == 0 else [(low, value), (high, value)]
        return Line(self.at(ends[0]), self.at(ends[1]), color=theme.MUTED, stroke_width=2 if main else 1, stroke_opacity=0.9 if main else 0.22)

    def number(self, axis: int, value: float) -> VMobject:
        """At the grid's lower or left edge, where nothing that is drawn on the grid runs through it."""
        label = words(f"{value:.6g}".replace("-", "−"), theme.LABEL_SIZE - 2, "muted")
        point = (value, self.y[0]) if axis == 0 else (self.x[0], value)
        return label.next_to(self.at(point), DOWN if axis == 0 else LEFT, buff=0.1)

    # -- on the grid

    def arrow(self, tip: Pair, role: str = "yellow", start: Pair = (0, 0), width: float = 6.0, **options) -> VMobject:
        """A vector with its tail at `start`; one that is too short to be drawn is a dot."""
        a, b = self.at(start), self.at(tip)
        length = float(np.linalg.norm(b - a))
        if length < SHORTEST_ARROW:
            return Dot(a, radius=0.05, color=theme.colour(role))
        return Arrow(a, b, buff=0, color=theme.colour(role), stroke_width=width, tip_length=min(0.26, length * 0.4), max_stroke_width_to_length_ratio=60, max_tip_length_to_length_ratio=0.45, **options)

    def live_arrow(self, tip: Callable[[], Pair], role: str = "yellow", start: Callable[[], Pair] = lambda: (0, 0), width: float = 6.0) -> Mobject:
        return always_redraw(lambda: self.arrow(tip(), role, start(), width))

    def named(self, tex: str, tip: Pair, role: str = "yellow", start: Pair = (0, 0), size: float = 38, away: float = 0.34, aside: float = 0.0) -> VMobject:
        """A name beyond the tip of a vector, in its direction; `aside` units to the left of it."""
        a, b = self.at(start), self.at(tip)
        length = float(np.linalg.norm(b - a))
        direction = (b - a) / length if length > SHORTEST_ARROW else np.array([0.7, 0.7, 0])
        label = MathTex(tex, font_size=size, color=theme.colour(role))
        reach = away + abs(direction[0]) * max(0.0, label.width / 2 - 0.18) + abs(direction[1]) * max(0.0, label.height / 2 - 0.15)
        return haloed(label.move_to(b + direction * reach + aside * np.array([-direction[1], direction[0], 0])))

    def area(self, corners: Sequence[Pair], role: str = "yellow", opacity: float = 0.3) -> Polygon:
        return Polygon(*[self.at(corner) for corner in corners], color=theme.colour(role), stroke_width=3, fill_opacity=opacity)

    def dot(self, point: Pair, role: str = "yellow", radius: float = 0.08) -> Dot:
        return Dot(self.at(point), radius=radius, color=theme.colour(role))

    def through(self, direction: Pair, role: str = "green", **options) -> VMobject:
        """The straight line through the origin in a direction, as long as the box is wide."""
        line = VMobject(color=theme.colour(role), **{"stroke_width": 3, **options})
        ends = self.clipped(np.zeros(2), np.array(direction, dtype=float))
        return line.set_points_as_corners([self.at(ends[0]), self.at(ends[1])]) if ends is not None else line

    def clipped(self, point: np.ndarray, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """Where the line through `point` enters and leaves the box; None where it misses it."""
        enter, leave = -math.inf, math.inf
        for axis, (low, high) in enumerate((self.x, self.y)):
            if abs(direction[axis]) < 1e-9:
                if not low <= point[axis] <= high:
                    return None
                continue
            first, second = (low - point[axis]) / direction[axis], (high - point[axis]) / direction[axis]
            enter, leave = max(enter, min(first, second)), min(leave, max(first, second))
        if not math.isfinite(enter) or leave - enter < 1e-6:
            return None
        return point + enter * direction, point + leave * direction

    def lattice(self, matrix: Callable[[], np.ndarray], role: str = "blue") -> VGroup:
        """The grid's lines under the map that `matrix()` gives at each frame; always within the box."""
        lines = VGroup()
        for k in range(-MOST_LINES, MOST_LINES + 1):
            for _ in (0, 1):
                lines.add(VMobject(color=theme.colour(role), stroke_width=3.0 if k == 0 else 1.6, stroke_opacity=0.95 if k == 0 else 0.5))

        def bend(group: Mobject) -> None:
            m = matrix()
            for index, line in enumerate(group):
                k, axis = index // 2 - MOST_LINES, index % 2
                ends = self.clipped(k * m[:, axis], m[:, 1 - axis])
                if ends is None:
                    line.clear_points()
                else:
                    line.set_points_as_corners([self.at(ends[0]), self.at(ends[1])])

        bend(lines)
        return lines.add_updater(bend)
