# expects: text_hidden
from manim import *


class CoveredWord(Scene):
    """A filled square lies over half of the sentence."""

    def construct(self):
        words = Text("momentum is conserved", font_size=44)
        square = Square(side_length=2, color=BLUE, fill_opacity=1).shift(1.5 * RIGHT)
        self.play(Write(words))
        self.play(FadeIn(square))
        self.wait()
