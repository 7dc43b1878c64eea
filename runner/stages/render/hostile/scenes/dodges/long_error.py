# fails with an error of 100 MB that is no text
# expect: render_failed
# seconds: 40

from manim import *


class Hostile(Scene):
    def construct(self):
        raise RuntimeError("\ud800\0" * 50_000_000)
