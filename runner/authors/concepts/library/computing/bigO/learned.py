from manim import *
from proofreel import *


class Learned(ProofreelScene):
    """What each order makes of a thousand items."""

    def construct(self):
        self.title("What we learned")
        count = 1000
        rows = [("O(log n)", round(np.log2(count)), "green"), ("O(n)", count, "blue"), ("O(n log n)", round(count * np.log2(count), -3), "yellow"), ("O(n²)", count**2, "red")]
        lines = []
        for at, (name, steps, role) in enumerate(rows):
            y = 1.6 - at * 0.72
            lines.append((words(name, 32, role).move_to([-2.6, y, 0]), words(f"{int(steps):,}".replace(",", " "), 32).move_to([3.6, y, 0], aligned_edge=RIGHT)))
        lines.append((words("O(2ⁿ)", 32, "ink").move_to([-2.6, 1.6 - 4 * 0.72, 0]), words("a number of 302 digits", 28).move_to([3.6, 1.6 - 4 * 0.72, 0], aligned_edge=RIGHT)))
        cue("table")
        self.show(LaggedStart(*[FadeIn(name, shift=RIGHT * 0.2) for name, _ in lines], lag_ratio=0.3), seconds=1.6)
        cue("rows")
        self.show(LaggedStart(*[FadeIn(steps, shift=LEFT * 0.2) for _, steps in lines], lag_ratio=0.5), seconds=2.4)
        cue("sentence")
        self.show(FadeIn(conclusion("Big O tells how the work grows when the input grows.", -2.5), shift=UP * 0.2), seconds=0.8)
