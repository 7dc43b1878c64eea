# swallows every end that it is given
# expect: render_timeout
# seconds: 8

import time

from manim import *


class Hostile(Scene):
    def construct(self):
        while True:
            try:
                self.wait(0.1)
                time.sleep(0.01)
            except BaseException:
                pass
