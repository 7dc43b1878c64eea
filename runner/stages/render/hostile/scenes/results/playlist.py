# puts a playlist of foreign files in its clip's place
# expect: render_failed

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        with open("list", "w") as file:
            file.write(f"ffconcat version 1.0\nfile {host.canary}\n")
        os.replace("list", "clip.mp4")
