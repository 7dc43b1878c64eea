# fails with an error that fails when it is told
# expect: render_failed

from manim import *


class Lying(Exception):
    def __str__(self):
        raise Lying

    __repr__ = __str__


class Hostile(Scene):
    def construct(self):
        raise Lying("x")
