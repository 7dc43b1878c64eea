# crashes so as to leave its memory behind
# expect: render_failed

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        os.abort()
