# expects: animation_lost
from manim import *


class SetText(Scene):
    """set_text does not exist: nothing happens."""

    def construct(self):
        words = Text("zero", font_size=60)
        self.play(Write(words))
        self.play(words.animate.set_text("one"))
        self.wait()
