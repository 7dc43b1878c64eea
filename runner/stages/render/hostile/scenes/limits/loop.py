# computes for ever
# expect: render_timeout

from manim import *


class Hostile(Scene):
    def construct(self):
        while True:
            pass
