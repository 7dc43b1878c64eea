# expects: off_frame
from manim import *


class CircleCut(Scene):
    """A circle hangs over the lower edge."""

    def construct(self):
        circle = Circle(radius=1.5, color=GREEN, fill_opacity=0.5).shift(3.2 * DOWN)
        words = Text("unit circle", font_size=36).to_edge(UP)
        self.play(Create(circle), FadeIn(words))
        self.wait()
