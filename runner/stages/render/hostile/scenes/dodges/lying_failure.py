# has the renderer say that the disk is full
# expect: render_refused

from manim import *


class Hostile(Scene):
    def construct(self):
        raise OSError(28, "No space left on device")
