# expects: animation_lost
from manim import *


class FrozenDot(Scene):
    """The dot is built once from the tracker and never follows it."""

    def construct(self):
        line = NumberLine(x_range=[0, 10], length=10)
        tracker = ValueTracker(2)
        dot = Dot(line.n2p(tracker.get_value()), color=YELLOW)
        self.play(Create(line), FadeIn(dot))
        self.play(tracker.animate.set_value(8), run_time=3)
        self.wait()
