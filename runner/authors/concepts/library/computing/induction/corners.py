from manim import *
from proofreel import *

SIZE = 5


class Corners(ProofreelScene):
    """The square grows by corners of dots."""

    def construct(self):
        self.title("Corner by corner")
        gap = min(0.8, 4.2 / SIZE)
        parts = corners(SIZE, gap, -4.2, -2.3)
        remark = Remark(0.6, 3.4, 5.8, 34)
        total = Remark(-0.5, 3.4, 5.8, 38)
        cue("one")
        self.show(FadeIn(parts[0], scale=0.3), *remark.say("1", "yellow"), *total.say("1 = 1²", "ink"), seconds=0.9)
        cue("corners")
        for at, seconds in zip(range(1, SIZE), fitted(*[1.6] * (SIZE - 1))):
            self.play(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in parts[at]], lag_ratio=0.15), *remark.say(f"+ {2 * at + 1}", ROLES[at % 4]), *total.say(f"{(at + 1) ** 2} = {at + 1}²"), run_time=seconds)
        cue("side")
        box = Square(SIZE * gap, color=colour("green"), stroke_width=4).move_to(VGroup(*parts))
        self.show(Create(box), *remark.say(f"side {SIZE}", "green"), seconds=1.0)


ROLES = ["yellow", "blue", "green", "red"]


def corners(count, gap, x, y):
    """Dots in corners around the lower left one; the k-th corner has 2k + 1 of them."""
    return [
        VGroup(*[Dot([x + i * gap, y + j * gap, 0], radius=gap * 0.34, color=colour(ROLES[k % 4])) for i, j in [*((i, k) for i in range(k)), (k, k), *((k, j) for j in range(k - 1, -1, -1))]])
        for k in range(count)
    ]
