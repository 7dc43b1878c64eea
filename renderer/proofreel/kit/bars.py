"""Numbers as bars that stand on one line and change places."""

from collections.abc import Sequence

from manim import DOWN, UP, Animation, FadeIn, GrowFromEdge, LaggedStart, Rectangle, VGroup

from .. import theme
from .network import on_panel
from .text import words


class Bars(VGroup):
    """Bars for numbers ≥ 0, `width` × `height` Manim units at most, standing on `base` (y); each carries its number on top.

    With `panels` the numbers hide a line that passes behind them.
    """

    def __init__(self, values: Sequence[float], width: float = 11.0, height: float = 3.6, base: float = -2.0, x: float = 0.0, widest: float = 1.15, panels: bool = False):
        super().__init__()
        self.values = list(values)
        self.base = base
        self.pitch = min(widest, width / max(1, len(values)))
        self.left = x - (len(values) - 1) / 2 * self.pitch
        self.unit = (height - 0.45) / max([1e-9, *self.values])
        self.bars: list[VGroup] = []
        for at, value in enumerate(self.values):
            block = Rectangle(width=self.pitch * 0.76, height=max(0.06, value * self.unit), stroke_width=0, fill_color=theme.colour("blue"), fill_opacity=0.85)
            block.move_to([self.place(at), base, 0], aligned_edge=DOWN)
            size = min(26, 30 * self.pitch)
            number = on_panel(str(value), size=size) if panels else words(str(value), size)
            number.next_to(block, UP, buff=0.05 if panels else 0.12)
            self.bars.append(VGroup(block, number))
        self.add(*self.bars)

    def place(self, at: float) -> float:
        """The x of a position."""
        return self.left + at * self.pitch

    def top(self, value: float) -> float:
        """The y of a value."""
        return self.base + value * self.unit

    def appear(self) -> list[Animation]:
        grow = [GrowFromEdge(block, DOWN) for block, _ in self.bars]
        return [LaggedStart(*grow, lag_ratio=0.12), LaggedStart(*[FadeIn(number) for _, number in self.bars], lag_ratio=0.12)]

    def paint(self, at: int, role: str, opacity: float = 0.9) -> Animation:
        return self.bars[at][0].animate.set_fill(theme.colour(role), opacity)

    def swap(self, one: int, other: int) -> list[Animation]:
        """Two bars change places, the left one passing before the other."""
        first, second = self.bars[one], self.bars[other]
        self.bars[one], self.bars[other] = second, first
        self.values[one], self.values[other] = self.values[other], self.values[one]
        return [first.animate.set_x(self.place(other)), second.animate.set_x(self.place(one))]

    def outline(self, low: int, high: int, role: str = "yellow") -> Rectangle:
        """A frame around the bars from `low` to `high`, whatever they are worth."""
        top = max(bar.get_top()[1] for bar in self.bars[low : high + 1]) + 0.14
        frame = Rectangle(width=(high - low + 1) * self.pitch, height=top - self.base + 0.12, color=theme.colour(role), stroke_width=3)
        return frame.move_to([(self.place(low) + self.place(high)) / 2, self.base - 0.12, 0], aligned_edge=DOWN)

    def bracket(self, low: int, high: int, label: str, role: str = "green") -> VGroup:
        """A rule under the bars from `low` to `high` with its label."""
        y = self.base - 0.16
        rule = Rectangle(width=(high - low + 1) * self.pitch - 0.12, height=0.07, stroke_width=0, fill_color=theme.colour(role), fill_opacity=1)
        rule.move_to([(self.place(low) + self.place(high)) / 2, y, 0])
        text = words(label, theme.LABEL_SIZE + 2, role).next_to(rule, DOWN, buff=0.14)
        return VGroup(rule, text)
