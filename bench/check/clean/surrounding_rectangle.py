from manim import *


class SurroundedTerm(Scene):
    """A box that goes from term to term of a formula."""

    def construct(self):
        formula = MathTex("a^2", "+", "b^2", "=", "c^2", font_size=80)
        self.play(Write(formula))
        box = SurroundingRectangle(formula[0], color=YELLOW, buff=0.12)
        self.play(Create(box))
        self.wait(0.5)
        self.play(Transform(box, SurroundingRectangle(formula[2], color=YELLOW, buff=0.12)))
        self.play(Transform(box, SurroundingRectangle(formula[4], color=GREEN, buff=0.12)))
        self.wait()
        self.play(FadeOut(box))
        self.play(Indicate(formula[4]))
        self.play(Circumscribe(formula))
