# waits for ever
# expect: render_timeout

import time

from manim import *


class Hostile(Scene):
    def construct(self):
        time.sleep(3600)
