# takes memory in many processes, each with little
# expect: render_out_of_memory
# seconds: 30

import os
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        for _ in range(24):
            if os.fork() == 0:
                hoard = bytearray(b"x") * (300 * 1024**2)
                time.sleep(60)
                os._exit(0)
        time.sleep(60)
