# has TeX compute for ever
# expect: render_timeout
# seconds: 90

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\def\a{\a}\a"))
        self.play(Create(Circle()), run_time=0.4)
