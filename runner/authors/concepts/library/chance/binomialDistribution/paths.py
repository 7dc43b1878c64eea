from manim import *
from proofreel import *

# How many throws, and the chance of heads in each.
TRIALS = 10
CHANCE = 0.5

WAYS = 4


class Paths(ProofreelScene):
    """A tree of four throws: each way down is a row of results, and many ways meet."""

    def construct(self):
        self.title("Every throw is a fork")
        self.split()
        top = np.array([-3.3, 2.0, 0])
        spot = lambda n, k: top + np.array([(2 * k - n) * 0.68, -0.98 * n, 0])
        edges = [VGroup(*[Line(spot(n, k), spot(n + 1, k + d), color=colour("yellow" if d else "muted"), stroke_width=3) for k in range(n + 1) for d in (0, 1)]) for n in range(WAYS)]
        dots = [VGroup(*[Dot(spot(n, k), radius=0.09, color=INK) for k in range(n + 1)]) for n in range(WAYS + 1)]
        cue("fork", 2)
        self.show(FadeIn(dots[0]), seconds=0.3)
        self.show(Create(edges[0]), FadeIn(dots[1]), seconds=0.8)
        rule = VGroup(words(f"heads: {rounded(CHANCE, 3)}", BODY_SIZE, "yellow"), words(f"tails: {rounded(1 - CHANCE, 3)}", BODY_SIZE, "muted")).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        self.show(*self.place(rule), FadeIn(rule), seconds=0.5)
        cue("grow", WAYS - 1)
        for n in range(1, WAYS):
            self.show(Create(edges[n]), FadeIn(dots[n + 1]), seconds=0.8)
        cue("one", 2)
        way = [0, 1, 1, 2, 2]
        path = VMobject(color=colour("red"), stroke_width=8).set_points_as_corners([spot(n, k) for n, k in enumerate(way)])
        self.show(Create(path), seconds=1.2)
        self.formula(rf"⟦yellow|{rounded(CHANCE, 3)}^2⟧ \cdot {rounded(1 - CHANCE, 3)}^2 \approx {rounded(CHANCE**2 * (1 - CHANCE) ** 2, 4)}", 44)
        cue("count", 2)
        every = [[0, *np.cumsum(bits)] for bits in np.ndindex(2, 2, 2, 2) if sum(bits) == 2]
        for ends in every:
            other = VMobject(color=colour("red"), stroke_width=8).set_points_as_corners([spot(n, int(k)) for n, k in enumerate(ends)])
            self.show(Transform(path, other), seconds=0.45)
        self.formula(r"\binom{4}{2} = 6 \text{ ways}", 46)
