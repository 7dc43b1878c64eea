# expects: text_overlap
from manim import *


class TightRows(Scene):
    """Rows of a home-made table are nearer than their letters are high."""

    def construct(self):
        rows = VGroup(*[Text(word, font_size=48) for word in ("gravity", "friction", "buoyancy")])
        for index, row in enumerate(rows):
            row.move_to([0, 1 - 0.35 * index, 0])
        self.play(FadeIn(rows))
        self.wait()
