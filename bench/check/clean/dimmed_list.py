from manim import *


class DimmedList(Scene):
    """A list of which only the line that is spoken of is bright."""

    def construct(self):
        items = BulletedList("Read the question", "Draw a figure", "Name the unknown", "Check the answer", font_size=44)
        self.play(Write(items))
        for index in range(4):
            self.play(items.animate.fade_all_but(index, opacity=0.25))
            self.wait(0.3)
