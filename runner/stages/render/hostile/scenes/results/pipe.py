# puts a pipe in its clip's place, which would hold a reader for ever
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        os.mkfifo("pipe")
        os.replace("pipe", "clip.mp4")
