# kills all that it can
# expect: render_failed

import os
import signal

from manim import *


class Hostile(Scene):
    def construct(self):
        os.kill(-1, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
