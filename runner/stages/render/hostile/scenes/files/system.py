# writes into every folder that others use
# expect: rendered

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        above = os.path.dirname(os.getcwd())
        for folder in ("/", "/usr", "/usr/bin", "/etc", "/etc/fonts", "/var/cache/fontconfig", "/dev", "/dev/shm", "/run", above):
            try:
                with open(os.path.join(folder, "planted"), "w") as file:
                    file.write("x")
                # Where the sandbox is an ordinary user's, the folder above is its own of that name: outside nothing may be seen.
                if folder != above:
                    escaped(folder)
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
