# sets the machine's clock
# expect: render_refused

import time

from manim import *


class Hostile(Scene):
    def construct(self):
        time.clock_settime(time.CLOCK_REALTIME, 0)
        escaped("the clock")
