from manim import *
from proofreel import *


class Race(ProofreelScene):
    """Five orders of growth in one plot."""

    def construct(self):
        self.title("The race")
        plot = Plot((0, 16), (0, 64), 9.4, 4.6).move_to([-1.4, -0.3, 0])
        self.show(FadeIn(plot), FadeIn(words("n", 26, "muted").next_to(plot.axes.c2p(16, 0), RIGHT, buff=0.2)), FadeIn(words("steps", 26, "muted").next_to(plot.axes.c2p(0, 64), RIGHT, buff=0.25)), seconds=0.8)
        orders = [
            ("log", "log n", lambda n: np.log2(n), "green", (16, 7.5), RIGHT),
            ("linear", "n", lambda n: n, "blue", (16, 16), RIGHT),
            ("sort", "n log n", lambda n: n * np.log2(n), "yellow", (16, 62), RIGHT),
            ("square", "n²", lambda n: n * n, "red", (8, 62), RIGHT),
            ("power", "2ⁿ", lambda n: 2.0**n, "ink", (5.9, 60), LEFT),
        ]
        for name, told, f, role, at, side in orders:
            cue(name)
            label = words(told, 30, role).next_to(plot.axes.c2p(*at), side, buff=0.2)
            self.show(Create(plot.curve(f, role, (1, 16) if name in ("log", "sort") else None)), FadeIn(label), seconds=1.6)
