"""Bars over a numbered axis: counts, shares and probabilities that may change at every frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, DashedLine, Line, Mobject, VGroup, VMobject

from .. import theme
from .figures import rounded
from .plot import step_of
from .text import words

LEAST_TICK_GAP = 0.12
# A curve over the bars is drawn through so many points.
SAMPLES = 160


class Histogram(VGroup):
    """One bar between each two neighbouring `edges` of the axis; `top` is the value at the full height.

    `ticks` are the numbers under the axis with their texts (by default the bars' middles, thinned out until they fit);
    `percent` numbers the upright axis in percent. `at` gives the place of an axis value and a height.
    """

    def __init__(
        self, edges: Sequence[float], top: float, width: float = 5.7, height: float = 4.2, centre: Sequence[float] = (-2.95, 0.0),
        role: str = "blue", ticks: Mapping[float, str] | None = None, percent: bool = False, gap: float = 0.12, name: str = "", unit: str = "",
    ):
        super().__init__()
        self.edges, self.top, self.gap = np.array(edges, dtype=float), float(top), gap
        self.size = (width, height)
        self.corner = np.array([centre[0] - width / 2, centre[1] - height / 2, 0.0])
        self.middles = (self.edges[1:] + self.edges[:-1]) / 2
        self.axis = VGroup(Line(self.corner, self.corner + RIGHT * width, color=theme.MUTED, stroke_width=2))
        step = step_of(self.top, 4)
        for k in range(1, math.floor(self.top / step + 1e-9) + 1):
            point = self.at(self.edges[0], k * step)
            text = f"{rounded(k * step * 100, 1)} %" if percent else f"{rounded(k * step, 3)}{unit}"
            self.axis.add(Line(point, point + RIGHT * width, color=theme.MUTED, stroke_width=1, stroke_opacity=0.25))
            self.axis.add(words(text, theme.LABEL_SIZE - 2, "muted").next_to(point, LEFT, buff=0.12))
        self.axis.add(self.tick_labels(ticks if ticks is not None else {float(m): rounded(m) for m in self.middles}))
        if name:
            label = words(name, theme.LABEL_SIZE, "muted").next_to(self.corner + RIGHT * width / 2, DOWN, buff=0.55)
            self.axis.add(label)
        self.bars = VGroup(*[VMobject(color=theme.colour(role), fill_opacity=0.75, stroke_width=0) for _ in self.middles])
        self.values = np.zeros(len(self.middles))
        self.show_values(self.values)
        self.add(self.axis, self.bars)

    def tick_labels(self, ticks: Mapping[float, str]) -> VGroup:
        """Every label, or every second, fifth …, so that neighbours stay apart."""
        made = [(value, words(text.replace("-", "−"), theme.LABEL_SIZE - 2, "muted")) for value, text in ticks.items()]
        for every in (1, 2, 5, 10, 20, 50):
            kept = made[::every]
            spots = [(self.at(value, 0)[0], label.width / 2) for value, label in kept]
            if all(b[0] - a[0] >= a[1] + b[1] + LEAST_TICK_GAP for a, b in zip(spots, spots[1:], strict=False)):
                break
        return VGroup(*[label.next_to(self.at(value, 0), DOWN, buff=0.14) for value, label in kept])

    def at(self, x: float, height: float = 0.0) -> np.ndarray:
        share = (x - self.edges[0]) / (self.edges[-1] - self.edges[0])
        return self.corner + np.array([share * self.size[0], height / self.top * self.size[1], 0.0])

    def show_values(self, values: Sequence[float]) -> None:
        """Sets the bars' heights at once; what would be higher than the picture ends at its top."""
        self.values = np.array(values, dtype=float)
        for k, (bar, value) in enumerate(zip(self.bars, self.values, strict=True)):
            half = (self.edges[k + 1] - self.edges[k]) / 2 * (1 - self.gap)
            low, high = self.middles[k] - half, self.middles[k] + half
            up = min(max(value, 0.0), self.top * 1.04) + self.top * 0.002
            bar.set_points_as_corners([self.at(low), self.at(low, up), self.at(high, up), self.at(high), self.at(low)])

    def follow(self, values: Callable[[], Sequence[float]]) -> Mobject:
        """The bars' heights are `values()` at every frame."""
        self.bars.add_updater(lambda _: self.show_values(values()))
        return self.bars

    def paint(self, role_of: Callable[[float], str]) -> None:
        """Each bar takes the colour of the role that its middle has."""
        for bar, middle in zip(self.bars, self.middles, strict=True):
            bar.set_color(theme.colour(role_of(float(middle))))

    def curve(self, f: Callable[[float], float], role: str = "yellow", x: Sequence[float] | None = None) -> VMobject:
        low, high = x or (self.edges[0], self.edges[-1])
        line = VMobject(color=theme.colour(role), stroke_width=4)
        return line.set_points_as_corners([self.at(value, min(f(value), self.top * 1.04)) for value in np.linspace(low, high, SAMPLES)])

    def upright(self, x: float, text: str = "", role: str = "yellow", height: float = 1.0) -> VGroup:
        """A dashed line at an axis value, up to a share of the picture's height, with a text over it."""
        line = DashedLine(self.at(x), self.at(x, self.top * height), color=theme.colour(role), stroke_width=3)
        group = VGroup(line)
        if text:
            group.add(words(text, theme.LABEL_SIZE, role).next_to(line, UP, buff=0.1))
        return group
