# expects: text_small
from manim import *


class TinyFootnote(Scene):
    """A note that nobody can read on a telephone."""

    def construct(self):
        formula = MathTex("E = mc^2", font_size=80)
        note = Text("holds for a body at rest", font_size=9).next_to(formula, DOWN)
        self.play(Write(formula))
        self.play(FadeIn(note))
        self.wait()
