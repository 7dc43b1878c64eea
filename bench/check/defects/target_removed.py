# expects: left_behind
from manim import *


class TargetRemoved(Scene):
    """remove() is called with the target, so that nothing goes."""

    def construct(self):
        words, others = Text("before"), Text("after")
        self.play(FadeIn(words))
        self.play(Transform(words, others))
        self.wait(0.5)
        self.remove(others)
        self.play(Create(Star().shift(2.5 * DOWN)))
        self.wait()
