from manim import *


class HighlightCopies(Scene):
    """A coloured copy lies exactly on its original, then leaves it."""

    def construct(self):
        formula = MathTex("(", "a", "+", "b", ")", "^2", "=", "a^2", "+", "2ab", "+", "b^2", font_size=60)
        self.play(Write(formula))
        bright = formula[9].copy().set_color(YELLOW)
        self.play(FadeIn(bright))
        self.wait(0.5)
        self.play(bright.animate.next_to(formula, DOWN, buff=1).scale(1.4))
        note = Text("twice the rectangle", font_size=30).next_to(bright, DOWN)
        self.play(TransformFromCopy(bright, note))
        self.wait()
