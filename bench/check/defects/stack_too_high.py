# expects: off_frame
from manim import *


class StackTooHigh(Scene):
    """A list that grows below the frame."""

    def construct(self):
        lines = VGroup(*[Text(f"Step {number}: turn the crank", font_size=44) for number in range(1, 11)])
        lines.arrange(DOWN, aligned_edge=LEFT, buff=0.45)
        self.play(LaggedStart(*[FadeIn(line) for line in lines], lag_ratio=0.2))
        self.wait()
