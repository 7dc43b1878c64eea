# makes more files than a disk has room for
# expect: render_refused
# seconds: 30

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        for number in range(60_000):
            os.close(os.open(f"file{number}", os.O_CREAT | os.O_WRONLY))
        time.sleep(60)
