# has TeX read a file of the system
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\input{/etc/hostname}"))
        self.play(Create(Circle()), run_time=0.4)
