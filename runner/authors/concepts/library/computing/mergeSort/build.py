from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]


class Build(ProofreelScene):
    """From single numbers up to the whole row."""

    def construct(self):
        self.title("Back up again")
        levels = [[(0, len(VALUES))]]
        while any(high - low > 1 for low, high in levels[-1]):
            levels.append([part for low, high in levels[-1] for part in halved(low, high)])
        side = min(0.86, 8.6 / len(VALUES))
        rise = 4.0 / (len(levels) - 1)
        below = [self.row(part, len(levels) - 1, levels, side, rise, VALUES) for part in levels[-1]]
        self.show(*[FadeIn(cells) for cells in below], seconds=0.6)

        row = list(VALUES)
        cue("up")
        for level, seconds in zip(range(len(levels) - 2, -1, -1), fitted(*[2.0] * (len(levels) - 1))):
            if level == 0:
                cue("done")
                seconds = fitted(2.0)[0]
            moves: list[Animation] = []
            above = []
            for low, high in levels[level]:
                order = sorted(range(low, high), key=lambda at: row[at])
                merged = [row[at] for at in order]
                cells = self.row((low, high), level, levels, side, rise, row[:low] + merged + row[high:])
                for place, at in enumerate(order):
                    piece = next(number for number, (start, end) in enumerate(levels[level + 1]) if start <= at < end)
                    start = levels[level + 1][piece][0]
                    moves.append(TransformFromCopy(below[piece].rows[at - start], cells.rows[place], path_arc=-0.4))
                row[low:high] = merged
                above.append(cells)
            self.play(LaggedStart(*moves, lag_ratio=0.08), *[box.animate.set_stroke(FRAME, 1.5, 0.6) for cells in below for box in cells.boxes], run_time=seconds)
            below = above
        self.show(*[box.animate.set_stroke(colour("green"), 4).set_fill(colour("green"), 0.28) for box in below[0].boxes], seconds=0.8)

    def row(self, part, level, levels, side, rise, values):
        low, high = part
        gap = 0.24 * (len(levels[level]) - 1)
        number = levels[level].index(part)
        x = ((low + high) / 2 - len(VALUES) / 2) * side + (number - (len(levels[level]) - 1) / 2) * 0.24 * min(2, gap + 1)
        return Cells(values[low:high], side=side, indices=False).move_to([x, 1.75 - level * rise, 0])


def halved(low, high):
    """The two halves of a piece, the left one the longer; a single number stays."""
    middle = (low + high + 1) // 2
    return [(low, high)] if high - low < 2 else [(low, middle), (middle, high)]
