# expects: low_contrast
from manim import *


class DarkOnDark(Scene):
    """Dark grey words on the dark ground."""

    def construct(self):
        title = Text("Entropy", font_size=56)
        remark = Text("never decreases in a closed system", font_size=36, color="#3A3A3A").next_to(title, DOWN)
        self.play(Write(title))
        self.play(FadeIn(remark))
        self.wait()
