# expects: empty_screen
from manim import *


class BlackEnd(Scene):
    """Five seconds of nothing at the end."""

    def construct(self):
        t=Text("bye"); self.play(Write(t)); self.play(FadeOut(t)); self.wait(5)
