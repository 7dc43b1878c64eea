# expects: left_behind
from manim import *


class FrameAroundNothing(Scene):
    """The formula goes, the box that was drawn around it stays."""

    def construct(self):
        formula = MathTex("F = m a", font_size=72)
        box = SurroundingRectangle(formula, color=YELLOW)
        self.play(Write(formula), Create(box))
        self.wait(0.5)
        self.play(FadeOut(formula))
        self.play(FadeIn(Text("Now for energy", font_size=40).to_edge(UP)))
        self.wait()
