# fills the disk with large files
# expect: render_refused

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        for number in range(4):
            with open(f"large{number}", "wb") as file:
                os.truncate(file.fileno(), 2**30)
        time.sleep(60)
