from manim import *
from proofreel import *

SIZE = 5


class Learned(ProofreelScene):
    """The square of corners, and the law."""

    def construct(self):
        self.title("What we learned")
        gap = min(0.62, 3.4 / SIZE)
        parts = corners(SIZE, gap, -4.4, -1.55)
        cue("square")
        for part, seconds in zip(parts, fitted(*[0.8] * SIZE)):
            self.play(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in part], lag_ratio=0.1), run_time=seconds)
        cue("law")
        self.show(FadeIn(words("1 + 3 + … + (2n − 1) = n²", 40).move_to([2.9, 0.2, 0]), shift=LEFT * 0.2), seconds=0.9)
        cue("sentence")
        self.show(FadeIn(conclusion("It holds for the first, and each hands it on to the next.", -2.5), shift=UP * 0.2), seconds=0.8)


ROLES = ["yellow", "blue", "green", "red"]


def corners(count, gap, x, y):
    """Dots in corners around the lower left one; the k-th corner has 2k + 1 of them."""
    return [
        VGroup(*[Dot([x + i * gap, y + j * gap, 0], radius=gap * 0.34, color=colour(ROLES[k % 4])) for i, j in [*((i, k) for i in range(k)), (k, k), *((k, j) for j in range(k - 1, -1, -1))]])
        for k in range(count)
    ]
