from manim import *
from proofreel import *

VALUES = [7, 3, 9, 2, 8, 4, 1, 6, 5]


class Run(ProofreelScene):
    """All partitions one after the other, in one row of bars."""

    def construct(self):
        self.title("The whole run")
        bars = Bars(VALUES, base=-2.1, height=4.0)
        self.show(*bars.appear(), seconds=0.8)
        # The parts in the order in which they are worked on: (first, last, where each bar goes, place of the pivot).
        steps: list[tuple[int, int, list[int], int]] = []
        row, waiting = list(VALUES), [(0, len(VALUES) - 1)]
        while waiting:
            low, high = waiting.pop(0)
            smaller = [at for at in range(low, high) if row[at] < row[high]]
            others = [at for at in range(low, high) if row[at] >= row[high]]
            order = [*smaller, high, *others]
            place = low + len(smaller)
            steps.append((low, high, order, place))
            row[low : high + 1] = [row[at] for at in order]
            waiting[:0] = [(first, last) for first, last in ((low, place - 1), (place + 1, high)) if first <= last]

        cue("run")
        frame = None
        times = iter(fitted(*[seconds for low, high, _, _ in steps for seconds in ([0.5, 0.9] if low < high else [0.5])]))
        for low, high, order, place in steps:
            if low == high:
                moves = [] if frame is None else [FadeOut(frame)]
                frame = None
                self.play(*moves, bars.paint(low, "green"), run_time=next(times))
                continue
            now = bars.outline(low, high)
            self.play(Create(now) if frame is None else ReplacementTransform(frame, now), bars.paint(high, "yellow"), run_time=next(times))
            frame = now
            moved = [bars.bars[at] for at in order]
            bars.bars[low : high + 1] = moved
            bars.values[low : high + 1] = [bars.values[at] for at in order]
            changes = [bar.animate.set_x(bars.place(low + at)) for at, bar in enumerate(moved) if low + at != place]
            pivot = bars.bars[place]
            goal = pivot.copy().set_x(bars.place(place))
            goal[0].set_fill(colour("green"), 0.9)
            self.play(*changes, Transform(pivot, goal), run_time=next(times))
        cue("done")
        self.show(*([FadeOut(frame)] if frame is not None else []), LaggedStart(*[Indicate(bar, color=None, scale_factor=1.06) for bar in bars.bars], lag_ratio=0.1), seconds=1.4)
