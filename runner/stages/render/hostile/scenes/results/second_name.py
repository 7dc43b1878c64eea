# keeps a second name of its clip
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        if not os.path.exists("second.mp4"):
            os.link("clip.mp4", "second.mp4")
