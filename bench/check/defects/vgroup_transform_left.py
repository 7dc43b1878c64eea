# expects: left_behind
from manim import *


class GroupLeft(Scene):
    """A group is transformed, and the target faded out."""

    def construct(self):
        a=VGroup(Square(), Text("one"))
        b=VGroup(Circle(), Text("two"))
        self.play(FadeIn(a))
        self.play(Transform(a,b))
        self.play(FadeOut(b))
        self.wait()
