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


class Question(ProofreelScene):
    def construct(self):
        self.title("A noisy signal")
        floor = -1.9
        bars = VGroup(*[named(bar(k, value, floor, "blue", 0.36), value) for k, value in enumerate(SIGNAL)])
        axis = Line([x_of(0) - 0.8, floor, 0], [x_of(len(SIGNAL) - 1) + 0.8, floor, 0], color=MUTED, stroke_width=2)
        self.show(Create(axis), seconds=0.5)
        cue("bars")
        self.show(LaggedStart(*[GrowFromEdge(one, DOWN) for one in bars], lag_ratio=0.12), seconds=1.8)
        cue("wish")
        line = VMobject(color=colour("yellow"), stroke_width=6)
        values = slid(KERNELS["average"])
        line.set_points_smoothly([[x_of(k + 1), floor + 0.36 * value, 0] for k, value in enumerate(values)])
        self.show(Create(line), *[FadeOut(one[1]) for one in bars], *[one[0].animate.set_opacity(0.4) for one in bars], seconds=1.8)
        cue("rule")
        window = RoundedRectangle(corner_radius=0.12, width=GAP * 3, height=4.4, color=colour("green"), stroke_width=4).move_to([x_of(1), 0.1, 0])
        self.show(FadeIn(window), seconds=0.4)
        self.show(window.animate.set_x(x_of(len(SIGNAL) - 2)), seconds=2.0)
        self.wait(0.5)
