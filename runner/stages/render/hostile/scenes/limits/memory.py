# takes memory without end
# expect: render_out_of_memory

from manim import *


class Hostile(Scene):
    def construct(self):
        hoard = []
        while True:
            hoard.append(bytearray(50_000_000))
