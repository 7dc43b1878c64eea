# changes its clip while the runner takes it
# expect: rendered, render_failed

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            os.closerange(0, 64)
            while os.getppid() != 1:
                time.sleep(0.001)
            while True:
                with open("clip.mp4", "r+b") as clip:
                    clip.write(b"changed")
        self.play(Create(Circle()), run_time=0.4)
