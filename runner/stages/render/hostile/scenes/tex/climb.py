# has TeX read above its folder
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\input{../../../../etc/passwd}"))
        self.play(Create(Circle()), run_time=0.4)
