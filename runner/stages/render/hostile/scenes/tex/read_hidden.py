# has TeX read a file by a name that no filter sees
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        self.add(Tex(r"\csname in\endcsname \csname @@in\endcsname^^5c^^69nput{/etc/pass\csname\endcsname wd}"))
        self.play(Create(Circle()), run_time=0.4)
