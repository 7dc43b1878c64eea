# reads other processes' memory
# expect: rendered

from pathlib import Path

from manim import *


class Hostile(Scene):
    def construct(self):
        for process in Path("/proc").glob("[0-9]*"):
            # The renderer's own processes have no secrets from each other.
            if "python" in (process / "cmdline").read_text():
                continue
            try:
                first = (process / "maps").read_text().split("-")[0]
                with open(process / "mem", "rb") as memory:
                    memory.seek(int(first, 16))
                    memory.read(16)
                escaped(f"the memory of {process.name}")
            except (OSError, ValueError):
                pass
        self.play(Create(Circle()), run_time=0.4)
