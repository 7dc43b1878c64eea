# replaces what the runner hands in
# expect: render_refused

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        with open(os.path.join(os.environ["PROOFREEL_INBOX"], "0.png"), "w") as file:
            file.write("x")
        escaped("the inbox")
