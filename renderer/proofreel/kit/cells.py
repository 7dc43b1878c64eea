"""A row of boxes with values: an array, its indices, what is marked in it and which part of it is still looked at."""

from collections.abc import Iterable, Sequence

import numpy as np
from manim import DOWN, UP, Animation, ApplyMethod, ArcBetweenPoints, FadeIn, FadeOut, LaggedStart, Line, Mobject, MoveAlongPath, Square, Triangle, VGroup

from .. import theme
from .text import fit, words

FAINT = 0.22


class Cells(VGroup):
    """`width` is the most that the row takes, `side` the largest cell, in Manim units; a value None leaves its cell empty."""

    def __init__(self, values: Sequence[object], width: float = 12.0, side: float = 1.0, indices: bool = True, first_index: int = 0):
        super().__init__()
        self.side = min(side, width / max(1, len(values)))
        self.size = 30 * min(1.0, self.side / 0.8)
        self.boxes = [Square(self.side, color=theme.FRAME, stroke_width=2.5, fill_color=theme.PANEL, fill_opacity=1) for _ in values]
        self.texts: list[Mobject] = []
        for at, (box, value) in enumerate(zip(self.boxes, values, strict=True)):
            box.move_to([(at - (len(values) - 1) / 2) * self.side, 0, 0])
            self.texts.append(self.text(value).move_to(box))
        self.rows = VGroup(*[VGroup(box, text) for box, text in zip(self.boxes, self.texts, strict=True)])
        self.add(self.rows)
        self.indices = VGroup()
        if indices:
            for at, box in enumerate(self.boxes):
                self.indices.add(words(str(at + first_index), min(theme.LABEL_SIZE, self.size), "muted").next_to(box, DOWN, buff=0.14))
            self.add(self.indices)

    def text(self, value: object, role: str = "ink") -> Mobject:
        if value is None:
            return VGroup()
        return fit(words(str(value), self.size, role), self.side * 0.8)

    def spot(self, at: int) -> np.ndarray:
        return self.boxes[at].get_center()

    def appear(self) -> list[Animation]:
        shown = [FadeIn(row, shift=UP * 0.2) for row in self.rows]
        return [LaggedStart(*shown, lag_ratio=0.12), *([FadeIn(self.indices)] if len(self.indices) else [])]

    def paint(self, at: int, role: str, fill: float = 0.28) -> list[Animation]:
        colour = theme.colour(role)
        return [self.boxes[at].animate.set_stroke(colour, 3.5, 1).set_fill(colour, fill), *self._ink(at, 1.0)]

    def plain(self, at: int) -> list[Animation]:
        return [self.boxes[at].animate.set_stroke(theme.FRAME, 2.5, 1).set_fill(theme.PANEL, 1), *self._ink(at, 1.0)]

    def shade(self, places: Iterable[int]) -> list[Animation]:
        """What is out of the question; stays readable only as a shadow."""
        return [
            animation
            for at in places
            for animation in (self.boxes[at].animate.set_stroke(theme.FRAME, 1.5, 0.5).set_fill(theme.PANEL, 0.25), *self._ink(at, FAINT))
        ]

    def _ink(self, at: int, opacity: float) -> list[Animation]:
        return [self.texts[at].animate.set_opacity(opacity)] if len(self.texts[at]) else []

    def swap(self, one: int, other: int, high: float = 0.9) -> list[Animation]:
        """Two values change places, each in an arc; the boxes stay."""
        first, second = self.texts[one], self.texts[other]
        self.texts[one], self.texts[other] = second, first
        return [
            MoveAlongPath(first, ArcBetweenPoints(self.spot(one), self.spot(other), angle=-high)),
            MoveAlongPath(second, ArcBetweenPoints(self.spot(other), self.spot(one), angle=-high)),
        ]

    def write(self, at: int, value: object, role: str = "ink") -> list[Animation]:
        """Puts a value into a cell, in place of what is there."""
        before, text = self.texts[at], self.text(value, role).move_to(self.spot(at))
        self.texts[at] = text
        self.rows[at].remove(before)
        self.rows[at].add(text)
        return [*([FadeOut(before, shift=UP * 0.15)] if len(before) else []), FadeIn(text, shift=UP * 0.15)]

    def span(self, low: int, high: int, label: str = "", role: str = "blue") -> VGroup:
        """A rule under the cells (and their indices) from `low` to `high`, with its label under it; to be transformed."""
        y = (self.indices if len(self.indices) else self.rows).get_bottom()[1] - 0.2
        left, right = self.boxes[low].get_left()[0] + 0.06, self.boxes[high].get_right()[0] - 0.06
        colour = theme.colour(role)
        rule = VGroup(
            Line([left, y, 0], [right, y, 0], color=colour, stroke_width=4),
            *[Line([x, y + 0.1, 0], [x, y - 0.1, 0], color=colour, stroke_width=4) for x in (left, right)],
        )
        group = VGroup(rule)
        if label:
            text = words(label, theme.LABEL_SIZE + 2, role).next_to(rule, DOWN, buff=0.14)
            low_x, high_x = theme.LEFT_EDGE + text.width / 2, theme.RIGHT_EDGE - text.width / 2
            group.add(text.set_x(min(max(text.get_x(), low_x), high_x)))
        return group


class Pointer(VGroup):
    """A triangle with a name over a cell (or anything that has a place); `to` moves it."""

    def __init__(self, name: str, target: Mobject, role: str = "yellow", above: bool = True):
        super().__init__()
        self.above = above
        away = UP if above else DOWN
        self.tip = Triangle(color=theme.colour(role), fill_color=theme.colour(role), fill_opacity=1, stroke_width=0).scale(0.14)
        if above:
            self.tip.flip(axis=np.array([1.0, 0.0, 0.0]))
        self.add(self.tip)
        if name:
            self.add(words(name, theme.LABEL_SIZE + 2, role).next_to(self.tip, away, buff=0.12))
        self.put(target)

    def put(self, target: Mobject) -> "Pointer":
        tip, away = (target.get_top(), UP) if self.above else (target.get_bottom(), DOWN)
        return self.shift(tip + away * (0.1 + self.tip.height / 2) - self.tip.get_center())

    def to(self, target: Mobject) -> Animation:
        return ApplyMethod(self.put, target)
