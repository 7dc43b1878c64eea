# starts threads without end
# expect: render_failed

import threading
import time

from manim import *


class Hostile(Scene):
    def construct(self):
        while True:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
