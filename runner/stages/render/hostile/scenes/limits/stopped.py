# stops itself, so that nobody computes
# expect: render_timeout

import os
import signal

from manim import *


class Hostile(Scene):
    def construct(self):
        os.kill(os.getpid(), signal.SIGSTOP)
