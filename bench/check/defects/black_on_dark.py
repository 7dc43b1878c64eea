# expects: low_contrast
from manim import *


class BlackOnDark(Scene):
    """A formula in black that would need a light ground."""

    def construct(self):
        circle = Circle(color=BLUE)
        formula = MathTex(r"x^2 + y^2 = 1", color=BLACK).next_to(circle, DOWN)
        self.play(Create(circle))
        self.play(Write(formula))
        self.wait()
