# expects: empty_screen
from manim import *


class LongSilence(Scene):
    """All is cleared, and nothing comes for six seconds."""

    def construct(self):
        self.play(Write(Text("A pause for thought")))
        self.play(FadeOut(*self.mobjects))
        self.wait(6)
        self.play(Create(Circle()))
        self.wait()
