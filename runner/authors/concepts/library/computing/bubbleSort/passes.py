from manim import *
from proofreel import *

VALUES = [5, 2, 8, 1, 6, 3]


class Passes(ProofreelScene):
    """All passes, with what they cost."""

    def construct(self):
        self.title("Pass after pass")
        bars = Bars(VALUES, base=-1.7, height=3.4, x=-1.6, width=8.6)
        end = len(VALUES) - 1
        # The first pass was shown in the scene before.
        compared = swapped = 0
        for at in range(end):
            compared += 1
            if bars.values[at] > bars.values[at + 1]:
                bars.swap(at, at + 1)
                swapped += 1
        ordered = Bars(bars.values, base=-1.7, height=3.4, x=-1.6, width=8.6)
        bars = ordered
        bars.bars[end][0].set_fill(colour("green"), 0.9)
        counts = [Remark(0.9, 5.3, 2.6, 30), Remark(-0.3, 5.3, 2.6, 30)]
        names = [words(text, 24, "muted").move_to([5.3, y, 0]) for text, y in (("comparisons", 1.4), ("swaps", 0.2))]
        self.show(FadeIn(bars), *[FadeIn(name) for name in names], *counts[0].say(str(compared)), *counts[1].say(str(swapped)), seconds=0.7)

        # Only what is compared and swapped is reckoned here; it is played below.
        steps: list[tuple[int, bool, bool]] = []
        row, last, again = list(bars.values), end - 1, swapped > 0
        while last > 0 and again:
            again = False
            for at in range(last):
                wrong = row[at] > row[at + 1]
                if wrong:
                    row[at], row[at + 1] = row[at + 1], row[at]
                    again = True
                steps.append((at, wrong, at == last - 1))
            last -= 1
        cue("again")
        calm: list[tuple[int, Animation]] = []
        times = iter(fitted(*[seconds for _, wrong, _ in steps for seconds in ([0.35, 0.45] if wrong else [0.35])]))
        for at, wrong, closes in steps:
            compared += 1
            swapped += wrong
            role = "red" if wrong else "yellow"
            self.play(*[change for place, change in calm if place not in (at, at + 1)], bars.paint(at, role), bars.paint(at + 1, role), *counts[0].say(str(compared)), run_time=next(times))
            if wrong:
                self.play(*bars.swap(at, at + 1), *counts[1].say(str(swapped), "red"), run_time=next(times))
            calm = [(at, bars.paint(at, "blue", 0.85)), (at + 1, bars.paint(at + 1, "green" if closes else "blue", 0.9 if closes else 0.85))]
        cue("done")
        self.show(*[bars.paint(at, "green") for at in range(len(VALUES))], *counts[0].say(str(compared), "green"), *counts[1].say(str(swapped), "green"), seconds=1.0)
