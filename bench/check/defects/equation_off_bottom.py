# expects: off_frame
from manim import *


class TooManyLines(Scene):
    """A column of equations that is higher than the frame."""

    def construct(self):
        g=VGroup(*[MathTex(rf"\frac{{d}}{{dx}} x^{n} = {n} x^{{{n-1}}}") for n in range(2,9)]).arrange(DOWN)
        for e in g: self.play(Write(e), run_time=0.3)
        self.wait()
