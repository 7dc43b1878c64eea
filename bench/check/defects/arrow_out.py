# expects: off_frame
from manim import *


class ArrowOut(Scene):
    """An arrow whose point is outside of the frame."""

    def construct(self):
        v=Arrow(ORIGIN,[9,2,0],buff=0)
        l=MathTex("v").next_to(v.get_end(),UP)
        self.play(GrowArrow(v))
        self.play(Write(l))
        self.wait()
