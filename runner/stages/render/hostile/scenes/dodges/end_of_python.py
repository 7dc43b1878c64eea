# attacks when Python ends
# expect: rendered

import atexit
import threading

from manim import *


class Hostile(Scene):
    def construct(self):
        atexit.register(lambda: open("/etc/shadow").read())
        threading.Thread(target=threading.Event().wait, daemon=False).start()
        self.play(Create(Circle()), run_time=0.4)
