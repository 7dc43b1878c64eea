# puts a file of 3 GB in its clip's place
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        with open("huge", "wb") as file:
            os.truncate(file.fileno(), 3 * 1024**3)
        escaped("a huge file")
