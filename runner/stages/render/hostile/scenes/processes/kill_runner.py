# kills the runner by its number, and its parents
# expect: rendered

import os
import signal

from manim import *


class Hostile(Scene):
    def construct(self):
        for process in (host.runner, host.bystander):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.play(Create(Circle()), run_time=0.4)
