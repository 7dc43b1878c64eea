# takes shared memory, which no limit of a process counts
# expect: render_out_of_memory

import mmap

from manim import *


class Hostile(Scene):
    def construct(self):
        for _ in range(8):
            memory = mmap.mmap(-1, 1024**3)
            for page in range(0, 1024**3, 4096):
                memory[page] = 1
            self.add(type("Kept", (Mobject,), {"memory": memory})())
        escaped("8 GB")
