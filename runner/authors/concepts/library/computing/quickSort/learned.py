from manim import *
from proofreel import *

VALUES = [7, 3, 9, 2, 8, 4, 1, 6, 5]


class Learned(ProofreelScene):
    """Before and after, and the sentence."""

    def construct(self):
        self.title("What we learned")
        before = Bars(VALUES, width=5.2, height=2.6, base=-1.0, x=-3.6, widest=0.8)
        after = Bars(sorted(VALUES), width=5.2, height=2.6, base=-1.0, x=3.6, widest=0.8)
        for bar in after.bars:
            bar[0].set_fill(colour("green"), 0.9)
        cue("before")
        self.show(*before.appear(), seconds=1.2)
        cue("after", 2)
        arrow = Arrow([-0.5, 0.3, 0], [0.5, 0.3, 0], buff=0, color=MUTED, stroke_width=5)
        self.show(GrowArrow(arrow), seconds=0.5)
        order = sorted(range(len(VALUES)), key=lambda at: VALUES[at])
        self.show(*[TransformFromCopy(before.bars[at], after.bars[place], path_arc=-0.6) for place, at in enumerate(order)], seconds=1.6)
        cue("sentence")
        self.show(FadeIn(conclusion("Smaller to the left of a pivot, larger to the right, and again on both sides."), shift=UP * 0.2), seconds=0.8)
