# expects: empty_screen
from manim import *


class LateStart(Scene):
    """The first thing is seen after five seconds."""

    def construct(self):
        self.wait(5)
        self.play(FadeIn(Text("Good morning")))
        self.wait()
