# changes the renderer that the next scene gets
# expect: render_refused

import proofreel

from manim import *


class Hostile(Scene):
    def construct(self):
        with open(proofreel.__file__, "a") as file:
            file.write("raise SystemExit")
        escaped("the renderer's code")
