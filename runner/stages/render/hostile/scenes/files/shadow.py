# reads the system's password hashes
# expect: file_missing

from manim import *


class Hostile(Scene):
    def construct(self):
        raise RuntimeError(open("/etc/shadow").read())
