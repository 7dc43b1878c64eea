"""A plot with numbered axes; curves are broken where they leave the frame or have no value."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Arrow, Axes, DashedLine, DashedVMobject, Dot, LineJointType, Polygon, Rectangle, VGroup, VMobject

from .. import theme
from .text import words

SAMPLES = 240


def step_of(span: float, wanted: int = 5) -> float:
    """A round distance of ticks (1, 2 or 5 times a power of ten)."""
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.99)


class Plot(VGroup):
    def __init__(self, x: Sequence[float], y: Sequence[float], width: float = 6.0, height: float = 4.7):
        super().__init__()
        self.x, self.y = (float(x[0]), float(x[1])), (float(y[0]), float(y[1]))
        steps = step_of(self.x[1] - self.x[0]), step_of(self.y[1] - self.y[0])
        self.axes = Axes(
            x_range=[*self.x, steps[0]], y_range=[*self.y, steps[1]], x_length=width, y_length=height, tips=False,
            axis_config={"color": theme.MUTED, "stroke_width": 2, "tick_size": 0.06, "include_ticks": False},
        )
        self.add(self.axes)
        self.numbers = VGroup()
        origin = self.axes.c2p(min(max(0, self.x[0]), self.x[1]), min(max(0, self.y[0]), self.y[1]))
        for axis, (low, high), step in ((0, self.x, steps[0]), (1, self.y, steps[1])):
            for k in range(math.ceil(low / step), math.floor(high / step) + 1):
                value = k * step
                if k == 0:
                    continue
                label = words(f"{value:.6g}".replace("-", "−"), theme.LABEL_SIZE - 2, "muted")
                point = self.axes.c2p(value, 0) if axis == 0 else self.axes.c2p(0, value)
                point[1 - axis] = origin[1 - axis]
                mark = VMobject(color=theme.MUTED, stroke_width=2)
                offset = np.array([0, 0.07, 0]) if axis == 0 else np.array([0.07, 0, 0])
                mark.set_points_as_corners([point - offset, point + offset])
                self.numbers.add(mark, label.next_to(point, DOWN if axis == 0 else LEFT, buff=0.14))
        self.add(self.numbers)

    def curve(self, f: Callable[[float], float], role: str = "blue", x: Sequence[float] | None = None, dashed: bool = False) -> VMobject:
        low, high = x or self.x
        margin = (self.y[1] - self.y[0]) * 0.001
        runs: list[list[np.ndarray]] = [[]]
        last = None
        for value in np.linspace(low, high, SAMPLES):
            with np.errstate(all="ignore"):
                try:
                    result = f(value)
                except (ValueError, ZeroDivisionError, OverflowError, TypeError):
                    result = math.nan
            height = math.nan if isinstance(result, complex) else float(result)
            inside = math.isfinite(height) and self.y[0] - margin <= height <= self.y[1] + margin
            if inside and last is not None and abs(height - last) > (self.y[1] - self.y[0]) * 0.6:
                runs.append([])
            if inside:
                runs[-1].append(self.axes.c2p(value, height))
            elif runs[-1]:
                runs.append([])
            last = height if inside else None
        curve = VMobject(color=theme.colour(role), stroke_width=3 if dashed else 5)
        for run in runs:
            if len(run) > 1:
                curve.start_new_path(run[0])
                curve.add_points_as_corners(run[1:])
        return curve

    def label(self, text: str, at: Sequence[float], role: str, direction=UP + RIGHT) -> VMobject:
        return words(text, theme.LABEL_SIZE + 2, role).next_to(self.axes.c2p(*at), direction, buff=0.12)

    def dot(self, at: Sequence[float], role: str = "yellow", hollow: bool = False) -> Dot:
        dot = Dot(self.axes.c2p(*at), radius=0.09, color=theme.colour(role))
        return dot.set_fill(theme.BACKGROUND, 1).set_stroke(theme.colour(role), 3) if hollow else dot

    def vertical(self, x: float, role: str = "muted") -> DashedLine:
        return DashedLine(self.axes.c2p(x, self.y[0]), self.axes.c2p(x, self.y[1]), color=theme.colour(role), stroke_width=2)

    def area(self, f: Callable[[float], float], x: Sequence[float], role: str = "blue") -> Polygon:
        points = [self.axes.c2p(value, min(max(float(f(value)), self.y[0]), self.y[1])) for value in np.linspace(x[0], x[1], 80)]
        return Polygon(self.axes.c2p(x[0], 0), *points, self.axes.c2p(x[1], 0), color=theme.colour(role), fill_opacity=0.35, stroke_width=0)

    def path(self, points: Sequence[Sequence[float]], role: str = "blue", dashed: bool = False, arrow: bool = False) -> VMobject:
        """Straight strokes from point to point; an arrow has two points."""
        ends = [self.axes.c2p(*point) for point in points]
        if arrow:
            return Arrow(*ends, buff=0, color=theme.colour(role), stroke_width=5, max_tip_length_to_length_ratio=0.2)
        stroke = VMobject(color=theme.colour(role), stroke_width=4, joint_type=LineJointType.ROUND).set_points_as_corners(ends)
        return DashedVMobject(stroke, num_dashes=max(6, int(stroke.get_arc_length() / 0.2))) if dashed else stroke

    def named(self, text: str, at: Sequence[float], away: Sequence[float], role: str = "ink") -> VMobject:
        """A word beside a point, so far off on the side turned from `away` that its box does not reach the point."""
        label = words(text, theme.LABEL_SIZE + 2, role)
        point = self.axes.c2p(*at)
        direction = point - self.axes.c2p(*away)
        length = float(np.linalg.norm(direction))
        direction = direction / length if length > 1e-6 else (UP + RIGHT) / math.sqrt(2)
        reach = abs(direction[0]) * label.width / 2 + abs(direction[1]) * label.height / 2
        return label.move_to(point + direction * (reach + 0.2))

    def bars(self, points: Sequence[Sequence[float]], marked: Sequence[int]) -> VGroup:
        places = sorted(x for x, _ in points)
        width = 0.8 * min((right - left for left, right in zip(places, places[1:], strict=False)), default=1.0)
        group = VGroup()
        for index, (x, height) in enumerate(points):
            low, high = self.axes.c2p(x - width / 2, 0), self.axes.c2p(x + width / 2, height)
            role = theme.colour("yellow" if index in marked else "blue")
            bar = Rectangle(width=high[0] - low[0], height=max(high[1] - low[1], 0.02), color=role, fill_opacity=0.8 if index in marked else 0.35, stroke_width=2)
            group.add(bar.move_to((low + high) / 2))
        return group
