from manim import *
from proofreel import *

VALUES = [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85]
TARGET = 23


class Learned(ProofreelScene):
    """The search in one picture: each row is what was left."""

    def construct(self):
        values = sorted(VALUES)
        self.title("What we learned")
        low, high, found = 0, len(values) - 1, False
        rows: list[tuple[int, int, int]] = []
        while low <= high and not found:
            middle = (low + high) // 2
            rows.append((low, high, middle))
            found = values[middle] == TARGET
            low, high = (middle + 1, high) if values[middle] < TARGET else (low, middle - 1)
        cue("path")
        side = min(0.72, 12 / len(values))
        for at, ((low, high, middle), seconds) in enumerate(zip(rows, fitted(*[1.0] * len(rows)))):
            row = Cells(values[low : high + 1], side=side, indices=False)
            row.shift([(low + high - len(values) + 1) / 2 * side, 1.75 - at * 0.88, 0])
            role = "green" if values[middle] == TARGET else "red"
            row.boxes[middle - low].set_stroke(colour(role), 4).set_fill(colour(role), 0.28)
            row.boxes[middle - low].set_z_index(1)
            row.texts[middle - low].set_z_index(2)
            self.play(FadeIn(row, shift=DOWN * 0.3), run_time=seconds)
        cue("half")
        counts = VGroup(*[words(str(high - low + 1), 28, "muted").move_to([-6.1, 1.75 - at * 0.88, 0]) for at, (low, high, _) in enumerate(rows)])
        self.show(LaggedStart(*[FadeIn(count, shift=RIGHT * 0.2) for count in counts], lag_ratio=0.4), seconds=1.4)
        cue("sentence")
        self.show(FadeIn(conclusion("Look in the middle, throw half away, repeat: about log₂ n looks."), shift=UP * 0.2), seconds=0.8)
