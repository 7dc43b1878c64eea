# expects: text_small
from manim import *


class ShrunkenTable(Scene):
    """A table is scaled until it fits; its words don't bear it."""

    def construct(self):
        rows = [[f"value {row}.{column}" for column in range(6)] for row in range(12)]
        table = Table(rows).scale(0.22)
        self.play(FadeIn(table))
        self.wait()
