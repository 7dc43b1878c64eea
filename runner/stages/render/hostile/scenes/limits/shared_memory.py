# takes shared memory, which no limit of a process counts
# expect: render_out_of_memory

import mmap

from manim import *


class Hostile(Scene):
    def construct(self):
        block = b"x" * 1024**2
        for _ in range(8):
            memory = mmap.mmap(-1, 1024**3)
            for _ in range(1024):
                memory.write(block)
            self.add(type("Kept", (Mobject,), {"memory": memory})())
        escaped("8 GB")
