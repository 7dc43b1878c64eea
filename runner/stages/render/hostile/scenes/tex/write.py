# has TeX write a file elsewhere
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\newwrite\w\immediate\openout\w=/tmp/planted.txt \immediate\write\w{x}\immediate\closeout\w\input{/tmp/planted.txt}"))
        self.play(Create(Circle()), run_time=0.4)
