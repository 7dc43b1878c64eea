# expects: animation_lost
from manim import *


class UnknownDuration(Scene):
    """duration is no option of play."""

    def construct(self):
        square = Square()
        self.play(Create(square), duration=4)
        self.play(Rotate(square, PI / 4))
        self.wait()
