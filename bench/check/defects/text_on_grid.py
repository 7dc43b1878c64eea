# expects: text_on_lines
from manim import *


class TextOnGrid(Scene):
    """A long sentence on a grid of full strength."""

    def construct(self):
        plane = NumberPlane(background_line_style={"stroke_color": WHITE, "stroke_width": 3, "stroke_opacity": 0.9})
        words = Text("Every point has two coordinates", font_size=40).shift(1.5 * UP + 0.2 * RIGHT)
        self.add(plane)
        self.play(Write(words))
        self.wait()
