# leaves files of strange names
# expect: rendered

from manim import *


class Hostile(Scene):
    def construct(self):
        for name in (b"new\nline", b"\xff\xfe", b"-rf", b"$(reboot)", b"clip.mp4;x", b" "):
            with open(name, "wb") as file:
                file.write(b"x")
        self.play(Create(Circle()), run_time=0.4)
