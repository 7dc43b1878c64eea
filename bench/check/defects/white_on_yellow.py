# expects: low_contrast
from manim import *


class WhiteOnYellow(Scene):
    """A white word in a bright yellow box."""

    def construct(self):
        box = Rectangle(width=5, height=2, fill_color=YELLOW, fill_opacity=1, stroke_width=0)
        word = Text("warning", font_size=56, color=WHITE).move_to(box)
        self.play(FadeIn(box))
        self.play(Write(word))
        self.wait()
