# has itself woken ten thousand times a second
# expect: rendered
# seconds: 40

import signal

from manim import *


class Hostile(Scene):
    def construct(self):
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
        self.play(Create(Circle()), run_time=0.4)
