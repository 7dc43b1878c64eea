from manim import *
from proofreel import *

VALUES = [5, 2, 8, 1, 6, 3]


class Swap(ProofreelScene):
    """The first pair that stands in the wrong order changes places."""

    def construct(self):
        wrong = next(at for at in range(len(VALUES) - 1) if VALUES[at] > VALUES[at + 1])
        self.title("Compare and swap")
        bars = Bars(VALUES, base=-1.7, height=3.4)
        self.show(*bars.appear(), seconds=0.8)
        remark = Remark(-2.4)

        cue("walk")
        before = None
        for at, seconds in zip(range(wrong + 1), fitted(*[0.7] * (wrong + 1))):
            calm = [] if before is None else [bars.paint(before, "blue", 0.85)]
            # The right one of the last pair is the left one of this.
            self.play(*calm, *[bars.paint(place, "yellow") for place in (at, at + 1)], run_time=seconds)
            before = at
        cue("wrong")
        left, right = VALUES[wrong], VALUES[wrong + 1]
        self.show(*[bars.paint(place, "red") for place in (wrong, wrong + 1)], *remark.say(f"{left} > {right}: wrong order", "red"), seconds=0.8)
        cue("swap")
        self.show(*bars.swap(wrong, wrong + 1), seconds=1.2)
        cue("right")
        self.show(*[bars.paint(place, "green") for place in (wrong, wrong + 1)], *remark.say(f"{right} < {left}: right order", "green"), seconds=0.8)
