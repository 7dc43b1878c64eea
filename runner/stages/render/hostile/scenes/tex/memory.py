# has TeX take memory without end
# expect: render_failed
# seconds: 60

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\def\a#1{\a{#1#1}}\a{xxxxxxxx}"))
        self.play(Create(Circle()), run_time=0.4)
