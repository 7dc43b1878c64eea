from manim import *
from proofreel import *

DISKS = 3


class Learned(ProofreelScene):
    """The three parts once more."""

    def construct(self):
        self.title("What we learned")
        towers = Towers(DISKS, base=-1.3, height=min(0.4, 1.4 / DISKS))
        self.show(FadeIn(towers), seconds=0.5)
        cue("parts", 3)
        self.show(*towers.block(0, 1, DISKS - 1), seconds=1.6)
        self.show(towers.move(0, 2), seconds=1.2)
        self.show(*towers.block(1, 2, DISKS - 1), seconds=1.6)
        cue("sentence")
        self.show(FadeIn(conclusion("Solve a smaller problem of the same kind, until nothing is left to do.", -2.45), shift=UP * 0.2), seconds=0.8)
