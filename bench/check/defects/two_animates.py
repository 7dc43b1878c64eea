# expects: animation_lost
from manim import *


class TwoAnimates(Scene):
    """Two .animate of one object in a play: the first is lost."""

    def construct(self):
        ball = Circle(color=BLUE, fill_opacity=0.5)
        self.play(FadeIn(ball))
        self.play(ball.animate.shift(3 * RIGHT), ball.animate.set_color(RED))
        self.wait()
