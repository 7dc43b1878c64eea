# types commands into a terminal
# expect: rendered

import fcntl
import os

from manim import *


class Hostile(Scene):
    def construct(self):
        for path in ("/dev/tty", "/dev/console", "/proc/self/fd/0", "/dev/ptmx"):
            try:
                terminal = os.open(path, os.O_RDWR | os.O_NOCTTY)
            except OSError:
                continue
            try:
                # TIOCSTI
                fcntl.ioctl(terminal, 0x5412, b"x")
                escaped(path)
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
