# hears no signal and never ends
# expect: render_timeout

import signal

from manim import *


class Hostile(Scene):
    def construct(self):
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
