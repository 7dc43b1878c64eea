# has TeX run a program
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\immediate\write18{id > ran}\input{ran}"))
        self.play(Create(Circle()), run_time=0.4)
