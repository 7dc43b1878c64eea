"""Graphs of functions and what moves along them: rectangles under a curve, tangents, secants, numbers that count."""

from collections.abc import Callable, Sequence

import numpy as np
from manim import DecimalNumber, Line, Polygon, RIGHT, VGroup

from .. import theme
from .plot import Plot
from .text import words


def rectangles(
    plot: Plot, f: Callable[[float], float], x: Sequence[float], count: int, at: float = 0.5, role: str = "blue"
) -> VGroup:
    """`count` rectangles between the x axis and f; each as high as f at the share `at` of its base (0 left, 1 right)."""
    width = (x[1] - x[0]) / count
    bars = VGroup()
    for k in range(count):
        left = x[0] + k * width
        height = float(f(left + at * width))
        corners = [plot.axes.c2p(u, v) for u, v in ((left, 0), (left, height), (left + width, height), (left + width, 0))]
        bars.add(Polygon(*corners, color=theme.colour(role), fill_opacity=0.35, stroke_width=2 if count <= 20 else 1))
    return bars


def riemann_sum(f: Callable[[float], float], x: Sequence[float], count: int, at: float = 0.5) -> float:
    width = (x[1] - x[0]) / count
    return sum(float(f(x[0] + (k + at) * width)) * width for k in range(count))


def slope_of(f: Callable[[float], float], x: float) -> float:
    """By a secant so short that five digits hold."""
    h = 1e-5
    return (float(f(x + h)) - float(f(x - h))) / (2 * h)


def line_through(plot: Plot, point: Sequence[float], slope: float, role: str = "yellow", length: float = 4.0) -> Line:
    """The straight line through a point of the plot, `length` frame units long and within the axes."""
    u = plot.axes.c2p(1, slope) - plot.axes.c2p(0, 0)
    centre = plot.axes.c2p(*point)
    half = u / np.linalg.norm(u) * length / 2
    line = Line(centre - half, centre + half, color=theme.colour(role), stroke_width=4)
    return clipped(plot, line)


def clipped(plot: Plot, line: Line) -> Line:
    """The part of a line that lies within the plot's axes."""
    low, high = plot.axes.c2p(plot.x[0], plot.y[0]), plot.axes.c2p(plot.x[1], plot.y[1])
    start, end = line.get_start(), line.get_end()
    first, last = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        if abs(run) < 1e-9:
            continue
        shares = sorted(((low[axis] - start[axis]) / run, (high[axis] - start[axis]) / run))
        first, last = max(first, shares[0]), min(last, shares[1])
    if last > first:
        line.put_start_and_end_on(start + (end - start) * first, start + (end - start) * last)
    return line


def readout(label: str, value: Callable[[], float], role: str = "yellow", places: int = 2, size: float = theme.BODY_SIZE) -> VGroup:
    """"label 2.40": a number that follows `value` in every frame."""
    name = words(label, size, role)
    number = DecimalNumber(value(), num_decimal_places=places, font_size=size * 1.5, color=theme.colour(role))
    number.next_to(name, RIGHT, buff=0.18)
    number.add_updater(lambda one: one.set_value(value()).next_to(name, RIGHT, buff=0.18))
    return VGroup(name, number)


