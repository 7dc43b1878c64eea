from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]


class Split(ProofreelScene):
    """Halves of halves, down to single numbers."""

    def construct(self):
        self.title("Who sorts the halves?")
        levels = [[(0, len(VALUES))]]
        while any(high - low > 1 for low, high in levels[-1]):
            levels.append([part for low, high in levels[-1] for part in halved(low, high)])
        side = min(0.86, 8.6 / len(VALUES))
        drop = 4.0 / (len(levels) - 1)
        above = [self.row(part, 0, levels, side, drop) for part in levels[0]]
        cue("first")
        self.show(*above[0].appear(), seconds=1.0)
        cue("split")
        for level, seconds in zip(range(1, len(levels)), fitted(*[1.6] * (len(levels) - 1))):
            if level == len(levels) - 1:
                cue("single")
                seconds = fitted(1.6)[0]
            below = [self.row(part, level, levels, side, drop) for part in levels[level]]
            moves = []
            for part, cells in zip(levels[level], below):
                parent = next(at for at, (low, high) in enumerate(levels[level - 1]) if low <= part[0] < high)
                low = levels[level - 1][parent][0]
                moves += [TransformFromCopy(above[parent].rows[place - low], cells.rows[place - part[0]]) for place in range(*part)]
            self.play(*moves, *[cells.boxes[place].animate.set_stroke(FRAME, 1.5, 0.6) for cells in above for place in range(len(cells.boxes))], run_time=seconds)
            above = below
        self.show(*[cells.boxes[0].animate.set_stroke(colour("green"), 3.5) for cells in above], seconds=0.7)

    def row(self, part, level, levels, side, drop):
        low, high = part
        gap = 0.24 * (len(levels[level]) - 1)
        number = levels[level].index(part)
        x = ((low + high) / 2 - len(VALUES) / 2) * side + (number - (len(levels[level]) - 1) / 2) * 0.24 * min(2, gap + 1)
        return Cells(VALUES[low:high], side=side, indices=False).move_to([x, 1.75 - level * drop, 0])


def halved(low, high):
    """The two halves of a piece, the left one the longer; a single number stays."""
    middle = (low + high + 1) // 2
    return [(low, high)] if high - low < 2 else [(low, middle), (middle, high)]
