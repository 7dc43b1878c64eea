# expects: text_overlap
from manim import *


class Overprinted(Scene):
    """A new count is written over the old one."""

    def construct(self):
        for count in (10, 25):
            number = Integer(count, font_size=96)
            self.play(FadeIn(number))
            self.wait(0.5)
