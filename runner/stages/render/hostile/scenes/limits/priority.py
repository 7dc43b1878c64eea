# moves itself before all others
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        os.setpriority(os.PRIO_PROCESS, 0, -20)
        escaped("a better priority")
