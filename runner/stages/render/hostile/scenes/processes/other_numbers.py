# calls the kernel by another architecture's numbers
# expect: render_refused

import ctypes

from manim import *


def call_foreign():
    """A number of the x32 kind on x86_64; no such call elsewhere."""
    ctypes.CDLL(None).syscall(0x40000001)
    escaped("a foreign call")


class Hostile(Scene):
    def construct(self):
        call_foreign()
