# writes into every folder that others use
# expect: rendered

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        for folder in ("/", "/usr", "/usr/bin", "/etc", "/etc/fonts", "/var/cache/fontconfig", "/dev", "/dev/shm", "/run", os.path.dirname(os.getcwd())):
            try:
                with open(os.path.join(folder, "planted"), "w") as file:
                    file.write("x")
                escaped(folder)
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
