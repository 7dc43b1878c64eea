"""One line of words in a fixed place that changes as a picture goes on."""

from manim import DOWN, UP, Animation, FadeIn, FadeOut, Mobject, VGroup

from .. import theme
from .text import body, fit, words

# So many letters of a conclusion still fit beside each other.
ONE_LINE = 78


class Remark:
    """Centred at (x, y) and at most `width` wide; `say` gives the animations from the words before to the new ones."""

    def __init__(self, y: float = -2.45, x: float = 0.0, width: float = 12.6, size: float = 28):
        self.x, self.y, self.width, self.size = x, y, width, size
        self.shown: Mobject | None = None

    def say(self, text: str, role: str = "ink") -> list[Animation]:
        before, self.shown = self.shown, fit(words(text, self.size, role), self.width).move_to([self.x, self.y, 0])
        return [*([FadeOut(before, shift=UP * 0.15)] if before is not None else []), FadeIn(self.shown, shift=UP * 0.15)]

    def leave(self) -> list[Animation]:
        before, self.shown = self.shown, None
        return [FadeOut(before, shift=DOWN * 0.1)] if before is not None else []


def conclusion(text: str, y: float = -2.3) -> VGroup:
    """What a lesson comes to, in one or two lines under its last picture."""
    lines = VGroup(fit(words(text, 29, "yellow"), 12.8)) if len(text) <= ONE_LINE else body(text, 12.4, 28, "yellow", centred=True)
    return lines.move_to([0, y, 0])
