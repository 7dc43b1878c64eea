# expects: picture_shorter
# narration: 20 s
from manim import *


class ShortPicture(Scene):
    """The picture is over when the narration has hardly begun."""

    def construct(self):
        self.play(Create(Circle()))
        self.play(FadeIn(MathTex("r").shift(2 * DOWN)))
        self.wait()
