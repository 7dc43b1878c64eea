# expects: text_overlap
from manim import *


class TwoTitles(Scene):
    """The second title comes while the first is still there."""

    def construct(self):
        first = Text("What is a limit?", font_size=44).to_edge(UP)
        self.play(Write(first))
        self.wait()
        second = Text("A value that is approached", font_size=44).to_edge(UP)
        self.play(Write(second))
        self.wait()
