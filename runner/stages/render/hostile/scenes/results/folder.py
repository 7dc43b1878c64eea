# puts a folder in its clip's place
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        if os.path.isfile("clip.mp4"):
            os.remove("clip.mp4")
            os.mkdir("clip.mp4")
