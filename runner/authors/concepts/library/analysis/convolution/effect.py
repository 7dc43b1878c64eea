from manim import *
from proofreel import *

# The values, and the kernel: average or edge.
SIGNAL = [1, 1, 2, 1, 7, 8, 7, 8]
FILTER = "average"

KERNELS = {"average": [1 / 3, 1 / 3, 1 / 3], "edge": [-1, 0, 1]}
NAMES = {"average": ["⅓", "⅓", "⅓"], "edge": ["−1", "0", "1"]}
GAP = min(1.15, 11.5 / len(SIGNAL))
UNIT = 0.21


def x_of(k):
    return (k - (len(SIGNAL) - 1) / 2) * GAP


def slid(kernel):
    """Under each place but the first and the last: the kernel's sum of products."""
    return [sum(w * SIGNAL[k + j - 1] for j, w in enumerate(kernel)) for k in range(1, len(SIGNAL) - 1)]


def bar(k, value, floor, role, unit=UNIT):
    height = max(abs(value) * unit, 0.03)
    shape = Rectangle(width=GAP * 0.7, height=height, color=colour(role), fill_opacity=0.55, stroke_width=2)
    return shape.move_to([x_of(k), floor + (height / 2 if value >= 0 else -height / 2), 0])


def named(shape, value, role="ink"):
    text = words(f"{value:.3g}".replace("-", "−"), 24, role)
    return VGroup(shape, text.next_to(shape, UP if value >= 0 else DOWN, buff=0.1))


class Effect(ProofreelScene):
    def construct(self):
        self.title("What the weights do")
        heights = (1.05, -0.75, -2.15)
        before = VGroup(*[bar(k, value, heights[0], "blue", 0.13) for k, value in enumerate(SIGNAL)])
        self.show(FadeIn(before), FadeIn(self.name("signal", heights[0] + 0.4, "blue")), seconds=0.7)
        cue("average")
        self.results("average", heights[1], "green", 0.13)
        cue("edge")
        self.results("edge", heights[2] + 0.1, "red", 0.075)
        self.wait(0.5)

    def name(self, text, y, role):
        return words(text, 26, role).move_to([-6.5, y, 0], aligned_edge=LEFT)

    def results(self, kind, floor, role, unit):
        bars = VGroup(*[bar(k + 1, value, floor, role, unit) for k, value in enumerate(slid(KERNELS[kind]))])
        self.show(
            FadeIn(self.name(kind, floor + 0.35, role)),
            LaggedStart(*[GrowFromEdge(one, DOWN) for one in bars], lag_ratio=0.25),
            seconds=3.0,
        )
