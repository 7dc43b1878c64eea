# raises its own limits
# expect: rendered

import resource

from manim import *


class Hostile(Scene):
    def construct(self):
        for name in ("CPU", "DATA", "AS", "FSIZE", "NPROC", "NOFILE", "CORE", "STACK"):
            kind = getattr(resource, f"RLIMIT_{name}")
            hard = resource.getrlimit(kind)[1]
            if hard == resource.RLIM_INFINITY:
                continue
            try:
                resource.setrlimit(kind, (hard + 1, hard + 1))
                escaped(f"the limit {name}")
            except (ValueError, OSError):
                pass
        self.play(Create(Circle()), run_time=0.4)
