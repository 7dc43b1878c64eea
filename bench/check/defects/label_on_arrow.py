# expects: text_on_lines
from manim import *


class LabelOnArrow(Scene):
    """An arrow pierces the word in the middle."""

    def construct(self):
        arrow = Arrow(4 * LEFT, 4 * RIGHT, color=RED)
        word = Text("velocity", font_size=40).move_to(arrow)
        self.play(GrowArrow(arrow))
        self.play(Write(word))
        self.wait()
