# expects: left_behind
from manim import *


class TargetTransformed(Scene):
    """The second transform starts from an object that is not on the screen."""

    def construct(self):
        first, second, third = MathTex("x^2 - 1"), MathTex("(x-1)(x+1)"), MathTex("x = \\pm 1").shift(DOWN)
        self.play(Write(first))
        self.play(Transform(first, second))
        self.play(ReplacementTransform(second, third))
        self.wait()
