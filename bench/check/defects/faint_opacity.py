# expects: low_contrast
from manim import *


class Faint(Scene):
    """A remark that is almost transparent."""

    def construct(self):
        t=Text("a very faint remark").set_opacity(0.12); self.add(t); self.wait(2)
