# computes for ever in one instruction that lets nothing else run
# expect: render_timeout

import re

from manim import *


class Hostile(Scene):
    def construct(self):
        re.match(r"(a+)+$", "a" * 64 + "b")
