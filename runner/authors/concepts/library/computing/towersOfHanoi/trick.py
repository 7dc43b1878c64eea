from manim import *
from proofreel import *

DISKS = 3


class Trick(ProofreelScene):
    """All but the largest move as one block."""

    def construct(self):
        self.title("Think of one disk less")
        # Low, so that a block that is lifted stays under the title.
        towers = Towers(DISKS, base=-2.1, height=min(0.5, 1.6 / DISKS))
        self.show(FadeIn(towers), seconds=0.7)
        remark = Remark(2.1)
        frame = SurroundingRectangle(VGroup(*towers.pegs[0][1:]), color=colour("yellow"), buff=0.08, corner_radius=0.1)
        cue("block", 2)
        self.show(Create(frame), *remark.say(f"1. tower of {DISKS - 1}: A to B", "yellow"), seconds=0.8)
        self.show(*towers.block(0, 1, DISKS - 1), FadeOut(frame), seconds=1.6)
        cue("largest")
        self.show(towers.move(0, 2), *remark.say(f"2. disk {DISKS}: A to C", "green"), seconds=1.4)
        cue("back")
        self.show(*towers.block(1, 2, DISKS - 1), *remark.say(f"3. tower of {DISKS - 1}: B to C", "yellow"), seconds=1.6)
        cue("call")
        self.show(*remark.say(f"move({DISKS})  =  move({DISKS - 1}), one disk, move({DISKS - 1})", "green"), seconds=0.8)
