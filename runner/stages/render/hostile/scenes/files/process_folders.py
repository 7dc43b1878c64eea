# goes through other processes' roots, folders and descriptors
# expect: rendered

import os
from pathlib import Path

from manim import *


class Hostile(Scene):
    def construct(self):
        for process in Path("/proc").glob("[0-9]*"):
            if process.name == str(os.getpid()):
                continue
            ways = [process / "root", process / "cwd", *[process / "fd" / str(number) for number in range(64)]]
            for way in ways:
                try:
                    if Path(f"{way}{host.canary}").exists() or (way / "canary").exists():
                        escaped(str(way))
                except OSError:
                    pass
        self.play(Create(Circle()), run_time=0.4)
