from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]


class Learned(ProofreelScene):
    """Split down on the left, merged up on the right."""

    def construct(self):
        self.title("What we learned")
        levels = [[(0, len(VALUES))]]
        while any(high - low > 1 for low, high in levels[-1]):
            levels.append([part for low, high in levels[-1] for part in halved(low, high)])
        drop = 3.05 / (len(levels) - 1)
        side = min(0.6, 5.6 / len(VALUES))
        sides = []
        for x, ordered, role in ((-3.5, False, "blue"), (3.5, True, "green")):
            rows = []
            for level, parts in enumerate(levels):
                row = VGroup()
                for low, high in parts:
                    values = sorted(VALUES[low:high]) if ordered else VALUES[low:high]
                    cells = Cells(values, side=side * 0.94, indices=False).move_to([x + ((low + high) / 2 - len(VALUES) / 2) * side, 1.75 - level * drop, 0])
                    for box in cells.boxes:
                        box.set_stroke(colour(role), 2.5)
                    row.add(cells)
                rows.append(row)
            sides.append(rows)
        cue("down")
        for row, seconds in zip(sides[0], fitted(*[0.8] * len(levels))):
            self.play(FadeIn(row, shift=DOWN * 0.3), run_time=seconds)
        cue("up")
        for row, seconds in zip(reversed(sides[1]), fitted(*[0.8] * len(levels))):
            self.play(FadeIn(row, shift=UP * 0.3), run_time=seconds)
        cue("sentence")
        self.show(FadeIn(conclusion("Split, sort the halves the same way, merge: about n · log₂ n steps."), shift=UP * 0.2), seconds=0.8)


def halved(low, high):
    """The two halves of a piece, the left one the longer; a single number stays."""
    middle = (low + high + 1) // 2
    return [(low, high)] if high - low < 2 else [(low, middle), (middle, high)]
