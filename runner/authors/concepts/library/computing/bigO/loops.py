from manim import *
from proofreel import *

SIZE = 6


class Loops(ProofreelScene):
    """A row of dots, and a square of dots."""

    def construct(self):
        self.title("Count the steps")
        gap = 3.6 / SIZE
        row = VGroup(*[Dot([-5.6 + at * gap, 0, 0], radius=gap * 0.28, color=colour("blue")) for at in range(SIZE)])
        code = [words(text, 26, "ink", CODE_FONT) for text in ("for a in items:", "for a in items:", "for b in items:")]
        code[0].move_to([-4.0, 1.9, 0])
        cue("single", 2)
        self.show(FadeIn(code[0]), seconds=0.5)
        self.show(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in row], lag_ratio=0.6), FadeIn(words(f"{SIZE} steps", 30, "blue").move_to([-4.0, -0.8, 0])), seconds=2.0)
        square = [[Dot([1.6 + at * gap, 0.95 - line * gap, 0], radius=gap * 0.28, color=colour("red")) for at in range(SIZE)] for line in range(SIZE)]
        code[1].move_to([1.3, 2.2, 0], aligned_edge=LEFT)
        code[2].move_to([2.1, 1.65, 0], aligned_edge=LEFT)
        cue("nested", 2)
        self.show(FadeIn(code[1]), FadeIn(code[2]), seconds=0.5)
        dots = [dot for line in square for dot in line]
        self.show(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in dots], lag_ratio=0.6), seconds=4.0)
        cue("square")
        self.show(FadeIn(words(f"{SIZE} · {SIZE} = {SIZE * SIZE} steps", 30, "red").move_to([1.6 + (SIZE - 1) * gap / 2, -2.6, 0]), shift=UP * 0.2), seconds=0.7)
