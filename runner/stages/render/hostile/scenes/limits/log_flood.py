# floods the log
# expect: rendered
# seconds: 40

import os
import sys

from manim import *


class Hostile(Scene):
    def construct(self):
        for _ in range(64):
            os.write(2, b"x" * (1 << 20))
        print("y" * (1 << 24), file=sys.stderr)
        self.play(Create(Circle()), run_time=0.4)
