# leaves a daemon that goes on after the scene
# expect: rendered

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            os.closerange(0, 64)
            if os.fork() == 0:
                while True:
                    with open("beat", "w") as file:
                        file.write(str(time.time()))
                    time.sleep(0.01)
            os._exit(0)
        self.play(Create(Circle()), run_time=0.4)
