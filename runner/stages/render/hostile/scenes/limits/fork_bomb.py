# starts processes without end
# expect: render_refused, render_timeout
# seconds: 8

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        while True:
            os.fork()
