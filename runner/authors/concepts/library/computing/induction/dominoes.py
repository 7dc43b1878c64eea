from manim import *
from proofreel import *


class Dominoes(ProofreelScene):
    """If one falls, the next one falls."""

    def construct(self):
        self.title("A row of dominoes")
        count, gap, base = 13, 0.85, -1.4
        stones = [RoundedRectangle(corner_radius=0.05, width=0.2, height=1.7, stroke_width=0, fill_color=colour("blue"), fill_opacity=1).move_to([-5.3 + at * gap, base, 0], aligned_edge=DOWN) for at in range(count)]
        numbers = [words(str(at + 1) if at < count - 1 else "…", 26, "muted").move_to([-5.3 + at * gap, base - 0.4, 0]) for at in range(count)]
        floor = Line([-6.4, base, 0], [6.4, base, 0], color=FRAME, stroke_width=4)
        cue("row")
        self.show(FadeIn(floor), LaggedStart(*[FadeIn(VGroup(stone, number), shift=DOWN * 0.2) for stone, number in zip(stones, numbers)], lag_ratio=0.1), seconds=1.8)
        cue("base")
        self.show(stones[0].animate.set_fill(colour("yellow")), Indicate(numbers[0], color=colour("yellow")), seconds=1.0)
        # Each leans on the next: its foot stays, its top stops at the neighbour.
        lean = -58 * DEGREES
        falls = [Rotate(stone, lean, about_point=stone.get_corner(DR)) for stone in stones]
        cue("fall")
        self.show(LaggedStart(*falls, lag_ratio=0.3), seconds=3.4)
        cue("all")
        self.show(*[number.animate.set_color(colour("green")) for number in numbers], *[stone.animate.set_fill(colour("green")) for stone in stones], seconds=0.9)
