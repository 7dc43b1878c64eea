# takes its clip away
# expect: render_failed

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        os.remove("clip.mp4")
