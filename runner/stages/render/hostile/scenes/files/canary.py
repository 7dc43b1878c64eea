# reads a file of the runner by its path
# expect: file_missing

from manim import *


class Hostile(Scene):
    def construct(self):
        raise RuntimeError(open(host.canary).read())
