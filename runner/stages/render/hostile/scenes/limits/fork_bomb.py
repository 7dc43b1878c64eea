# starts processes without end
# expect: render_refused, render_timeout, render_out_of_memory
# seconds: 8

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        while True:
            os.fork()
