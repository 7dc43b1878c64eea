# floods the runner's channel
# expect: render_refused
# seconds: 30

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        for descriptor in range(3, 64):
            try:
                while os.write(descriptor, b"x" * (1 << 16)):
                    if os.fstat(descriptor).st_size > 1 << 24:
                        break
            except OSError:
                pass
