# expects: text_overlap
from manim import *


class FormulaOnWords(Scene):
    """A formula is set half over the sentence above it."""

    def construct(self):
        words = Text("the sum of the first n numbers", font_size=40)
        formula = MathTex(r"\sum_{k=1}^n k = \frac{n(n+1)}{2}").shift(0.5 * DOWN + RIGHT)
        self.play(FadeIn(words))
        self.play(Write(formula))
        self.wait()
