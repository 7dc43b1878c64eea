# has TeX read from a program
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\input{|id}"))
        self.play(Create(Circle()), run_time=0.4)
