# expects: left_behind
from manim import *


class TargetFaded(Scene):
    """The target of a Transform is faded out; the original stays."""

    def construct(self):
        square, circle = Square(color=RED), Circle(color=BLUE)
        self.play(Create(square))
        self.play(Transform(square, circle))
        self.wait(0.5)
        self.play(FadeOut(circle))
        self.play(Write(Text("and now something else", font_size=36).to_edge(DOWN)))
        self.wait()
