# expects: text_on_lines
from manim import *


class OutOfTheBox(Scene):
    """A text is wider than the box that it should be in."""

    def construct(self):
        box = Rectangle(width=3, height=1.2, color=BLUE)
        words = Text("a rather long remark", font_size=40).move_to(box)
        self.play(Create(box))
        self.play(FadeIn(words))
        self.wait()
