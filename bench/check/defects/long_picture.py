# expects: picture_longer
# narration: 6 s
from manim import *


class LongPicture(Scene):
    """The narration is over when half of the picture is still to come."""

    def construct(self):
        for shape in (Circle(), Square(), Triangle(), Star()):
            self.play(Create(shape), run_time=2)
            self.play(FadeOut(shape))
