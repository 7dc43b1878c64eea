# overflows its stack
# expect: render_failed

import sys

from manim import *


class Hostile(Scene):
    def construct(self):
        sys.setrecursionlimit(10**9)
        nested = []
        for _ in range(1_000_000):
            nested = [nested]
        repr(nested)
