# takes its clip away
# expect: render_failed

from pathlib import Path

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        Path("clip.mp4").unlink(missing_ok=True)
