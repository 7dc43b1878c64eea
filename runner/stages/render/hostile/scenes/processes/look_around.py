# looks at the machine's other processes
# expect: rendered

from pathlib import Path

from manim import *


class Hostile(Scene):
    def construct(self):
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                name = entry.read_bytes().split(b"\0")[0].decode()
            except OSError:
                continue
            if name and not any(known in name for known in ("bwrap", "python", "setpriv", "prlimit")):
                escaped(f"the process {name}")
        self.play(Create(Circle()), run_time=0.4)
