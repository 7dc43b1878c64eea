from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]

WIDTH = 6.4


class Cost(ProofreelScene):
    """Every level is as long as the whole list."""

    def construct(self):
        self.title("What does it cost?")
        count = len(VALUES)
        levels = [[(0, count)]]
        while any(high - low > 1 for low, high in levels[-1]):
            levels.append([part for low, high in levels[-1] for part in halved(low, high)])
        merges = len(levels) - 1
        unit = WIDTH / count
        rows = VGroup()
        for level in range(merges):
            row = VGroup()
            for low, high in levels[level]:
                row.add(RoundedRectangle(corner_radius=0.08, width=(high - low) * unit - 0.1, height=0.5, color=colour("blue"), stroke_width=2, fill_color=colour("blue"), fill_opacity=0.3).move_to([-6.2 + (low + high) / 2 * unit, 1.5 - level * 0.85, 0]))
            rows.add(row)
        numbers = VGroup(*[words(f"{count} moves", 26, "yellow").move_to([1.4, row.get_y(), 0]) for row in rows])
        cue("level")
        self.show(FadeIn(rows[0], shift=UP * 0.2), FadeIn(numbers[0]), seconds=0.9)
        cue("levels", 2)
        for row, number, seconds in zip(rows[1:], numbers[1:], fitted(*[0.9] * (merges - 1))):
            self.play(FadeIn(row, shift=DOWN * 0.3), FadeIn(number), run_time=seconds)
        brace = Brace(numbers, RIGHT, color=MUTED, buff=0.15)
        self.show(GrowFromCenter(brace), FadeIn(words(f"{merges} levels", 28, "green").next_to(brace, RIGHT, buff=0.2)), seconds=0.8)
        cue("formula")
        law = formula(r"n \cdot \log_2 n", 58).move_to([4.9, -1.9, 0])
        self.show(Write(law), seconds=1.0)
        cue("million")
        fact = words("1 000 000 numbers: 20 levels", 30, "green").move_to([-3.0, -2.2, 0])
        self.show(FadeIn(fact, shift=UP * 0.2), seconds=0.8)


def halved(low, high):
    """The two halves of a piece, the left one the longer; a single number stays."""
    middle = (low + high + 1) // 2
    return [(low, high)] if high - low < 2 else [(low, middle), (middle, high)]
