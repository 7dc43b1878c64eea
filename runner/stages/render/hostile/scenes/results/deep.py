# leaves folders too deep for a path, and closed ones, for its cleaner
# expect: render_refused

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        scratch = os.getcwd()
        os.mkdir("closed", 0o000)
        for _ in range(60):
            name = "d" * 200
            os.mkdir(name)
            os.chdir(name)
        os.chdir(scratch)
        time.sleep(60)
