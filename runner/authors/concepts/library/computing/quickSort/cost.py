from manim import *
from proofreel import *

COUNT = 15
UNIT = 0.34


class Cost(ProofreelScene):
    """The parts of each level for the best and for the worst pivots."""

    def construct(self):
        self.title("Lucky and unlucky pivots")
        cue("lucky", 2)
        self.column(-3.5, middle_levels(COUNT), "pivot in the middle", "green", 0.62)
        cue("unlucky", 2)
        self.column(3.3, [[(0, COUNT - level)] for level in range(COUNT)], "pivot at the edge", "red", 0.2)
        cue("chance")
        self.show(FadeIn(conclusion("random pivots: almost always near the good case"), shift=UP * 0.2), seconds=0.8)

    def column(self, x, levels, name, role, drop):
        """One way to go, from top to bottom; each level's parts are as long as they hold numbers."""
        heading = words(name, 28, role).move_to([x, 2.1, 0])
        rows = VGroup()
        for level, parts in enumerate(levels):
            row = VGroup()
            for low, high in parts:
                bar = Rectangle(width=(high - low) * UNIT - 0.06, height=drop * 0.66, stroke_width=0, fill_color=colour(role), fill_opacity=0.75)
                row.add(bar.move_to([x + ((low + high) / 2 - COUNT / 2) * UNIT, 1.5 - level * drop, 0]))
            rows.add(row)
        times = fitted(0.5, 2.4, 0.6)
        self.play(FadeIn(heading), run_time=times[0])
        self.play(LaggedStart(*[FadeIn(row, shift=DOWN * 0.15) for row in rows], lag_ratio=0.5), run_time=times[1])
        work = sum(high - low - 1 for parts in levels for low, high in parts)
        told = words(f"{len(levels)} levels, {work} comparisons", 26)
        self.play(FadeIn(told.move_to([x, -1.68, 0]), shift=UP * 0.15), run_time=times[2])


def middle_levels(count):
    levels, parts = [], [(0, count)]
    while parts:
        levels.append(parts)
        below = []
        for low, high in parts:
            middle = (low + high) // 2
            below += [part for part in ((low, middle), (middle + 1, high)) if part[0] < part[1]]
        parts = below
    return levels
