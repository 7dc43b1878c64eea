# fills /tmp, and lets its runner believe that the disk is full
# expect: render_refused

from manim import *


class Hostile(Scene):
    def construct(self):
        with open("/tmp/large", "wb") as file:
            while True:
                file.write(bytes(1 << 20))
