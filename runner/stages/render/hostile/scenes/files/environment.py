# looks for the runner's environment, in its own and in that of every process
# expect: rendered

import os
from pathlib import Path

from manim import *


class Hostile(Scene):
    def construct(self):
        found = [str(os.environ).encode()]
        for entry in Path("/proc").glob("*/environ"):
            try:
                found.append(entry.read_bytes())
            except OSError:
                pass
        if any(b"PROOFREEL_CANARY" in text for text in found):
            escaped("the environment")
        self.play(Create(Circle()), run_time=0.4)
