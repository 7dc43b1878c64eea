# puts a link to a foreign file in its clip's place
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        os.symlink("/etc/passwd", "other.mp4")
        os.replace("other.mp4", "clip.mp4")
