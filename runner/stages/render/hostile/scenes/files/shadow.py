# reads the system's password hashes
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        raise RuntimeError(open("/etc/shadow").read())
