from manim import *
from proofreel import *

DISKS = 3


class Count(ProofreelScene):
    """Moves as dots, one row to a disk more."""

    def construct(self):
        self.title("How many moves?")
        unit = 0.25
        rows, names = VGroup(), VGroup()
        for disks in range(1, 6):
            y = 1.9 - (disks - 1) * 0.72
            smaller = 2 ** (disks - 1) - 1
            row = VGroup()
            for at in range(2 * smaller + 1):
                row.add(Dot([-4.6 + at * unit, y, 0], radius=0.095, color=colour("green" if at == smaller else "blue")))
            rows.add(row)
            names.add(VGroup(words(str(disks), 28, "muted").move_to([-5.7, y, 0]), words(str(len(row)), 28, "yellow").next_to(row, RIGHT, buff=0.35)))
        cue("rows")
        times = fitted(0.8, *[1.1] * 2)
        self.play(FadeIn(rows[0]), FadeIn(names[0]), run_time=times[0])
        for at in (1, 2):
            self.grow(rows, names, at, times[at])
        cue("double")
        for at, seconds in zip((3, 4), fitted(1.1, 1.1)):
            self.grow(rows, names, at, seconds)
        cue("formula")
        self.show(Write(formula(r"2^n - 1", 60).move_to([4.3, 1.2, 0])), *([names[DISKS - 1].animate.set_color(colour("green"))]), seconds=1.0)
        cue("legend")
        self.show(FadeIn(words("64 disks: 585 000 000 000 years", 30, "red").move_to([0, -2.3, 0]), shift=UP * 0.2), seconds=0.8)

    def grow(self, rows, names, at, seconds):
        """The row above comes down twice, with one move between."""
        before, row = rows[at - 1], rows[at]
        half = len(before)
        moves = [TransformFromCopy(before, row[:half]), TransformFromCopy(before, row[half + 1 :]), FadeIn(row[half], scale=0.3), FadeIn(names[at])]
        self.play(*moves, run_time=seconds)
