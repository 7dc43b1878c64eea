"""Slips with short texts that come and go at the ends: a stack of calls, a queue."""

from collections.abc import Sequence

import numpy as np
from manim import UP, Animation, FadeIn, FadeOut, RoundedRectangle, VGroup

from .. import theme
from .text import fit, words


class Pile:
    """Slips of one size, the first with its centre at `foot`; they grow `toward` UP (a stack), DOWN or RIGHT (a queue).

    Each change gives the animations that show it; nothing is on the screen before they are played.
    """

    def __init__(self, foot: Sequence[float], toward: np.ndarray = UP, width: float = 2.4, height: float = 0.62, gap: float = 0.1):
        self.foot = np.array([float(foot[0]), float(foot[1]), 0.0])
        self.toward, self.width, self.height, self.gap = toward, width, height, gap
        self.slips: list[VGroup] = []

    def _spot(self, at: int) -> np.ndarray:
        return self.foot + self.toward * at * ((self.width if self.toward[0] else self.height) + self.gap)

    def push(self, text: str, role: str = "blue") -> list[Animation]:
        box = RoundedRectangle(corner_radius=0.1, width=self.width, height=self.height, color=theme.colour(role), stroke_width=2.5, fill_color=theme.PANEL, fill_opacity=1)
        slip = VGroup(box, fit(words(text, 26), self.width - 0.2).move_to(box)).move_to(self._spot(len(self.slips)))
        self.slips.append(slip)
        return [FadeIn(slip, shift=-self.toward * 0.4)]

    def pop(self) -> list[Animation]:
        """Takes the newest away."""
        return [FadeOut(self.slips.pop(), shift=self.toward * 0.4)]

    def take_first(self) -> list[Animation]:
        """Takes the oldest away; the others move up."""
        first = self.slips.pop(0)
        return [FadeOut(first, shift=-self.toward * 0.4), *[slip.animate.move_to(self._spot(at)) for at, slip in enumerate(self.slips)]]

    def paint(self, at: int, role: str) -> Animation:
        return self.slips[at][0].animate.set_stroke(theme.colour(role), 3.5)
