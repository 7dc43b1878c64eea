from manim import *
from proofreel import *

VALUES = [7, 3, 9, 2, 8, 4, 1, 6, 5]


class Again(ProofreelScene):
    """Each row partitions the parts of the row above; settled numbers keep their column."""

    def construct(self):
        self.title("The same on both sides")
        levels = partitions(VALUES)
        side = min(0.95, 12 / len(VALUES))
        drop = min(1.0, 4.1 / max(1, len(levels) - 1))
        size = min(side, drop * 0.86)
        cells: dict[tuple[int, int], VGroup] = {}
        rows = []
        for level, parts in enumerate(levels):
            row = VGroup()
            for start, values in parts:
                for at, value in enumerate(values):
                    box = Square(size, color=FRAME, stroke_width=2.5, fill_color=PANEL, fill_opacity=1)
                    cell = VGroup(box, words(str(value), max(18, 26 * size / 0.8))).move_to([(start + at - (len(VALUES) - 1) / 2) * side, 1.8 - level * drop, 0])
                    if at == len(values) - 1:
                        box.set_stroke(colour("yellow"), 4).set_fill(colour("yellow"), 0.25)
                    cells[level, start + at] = cell
                    row.add(cell)
            rows.append(row)
        self.show(FadeIn(rows[0]), seconds=0.8)
        settled: list[VGroup] = []
        times = []
        for level in range(len(levels)):
            if level == 0:
                cue("tree")
                times = fitted(*[1.4] * min(2, len(levels)))
            if level == 2:
                cue("deeper")
                times += fitted(*[1.4] * (len(levels) - 2))
            moves: list[Animation] = []
            for start, values in levels[level]:
                pivot = values[-1]
                smaller = [at for at, value in enumerate(values[:-1]) if value < pivot]
                others = [at for at, value in enumerate(values[:-1]) if value >= pivot]
                for offset, at in [*enumerate(smaller), *((len(smaller) + 1 + place, at) for place, at in enumerate(others))]:
                    moves.append(TransformFromCopy(cells[level, start + at], cells[level + 1, start + offset]))
                # The pivot stays on its level, in the column where it belongs.
                goal = VGroup(Square(size, color=colour("green"), stroke_width=4, fill_color=colour("green"), fill_opacity=0.28), words(str(pivot), max(18, 26 * size / 0.8)))
                goal.move_to([(start + len(smaller) - (len(VALUES) - 1) / 2) * side, 1.8 - level * drop, 0])
                moves.append(ReplacementTransform(cells[level, start + len(values) - 1], goal, path_arc=0.8 if smaller else 0.0))
                moves += [FadeOut(cells[level, start + at]) for at in range(len(values) - 1)]
                settled.append(goal)
            self.play(*moves, run_time=times[level])
        cue("columns")
        settled.sort(key=lambda goal: goal.get_x())
        self.show(LaggedStart(*[goal.animate.set_y(-2.3) for goal in settled], lag_ratio=0.15), seconds=2.0)


def partitions(values):
    """Per level its parts as (column of the first, values); the last value of a part is its pivot."""
    levels, parts = [], [(0, list(values))]
    while parts:
        levels.append(parts)
        below = []
        for start, part in parts:
            smaller = [value for value in part[:-1] if value < part[-1]]
            others = [value for value in part[:-1] if value >= part[-1]]
            below += [(at, side) for at, side in ((start, smaller), (start + len(smaller) + 1, others)) if side]
        parts = below
    return levels
