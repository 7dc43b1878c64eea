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


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        top, floor = 0.35, -2.2
        before = VGroup(*[bar(k, value, top, "blue", 0.2) for k, value in enumerate(SIGNAL)])
        results = slid(KERNELS[FILTER])
        unit = 0.2 if FILTER == "average" else 0.11
        base = floor if min(results) >= 0 else floor + unit * -min(results)
        after = [bar(k + 1, value, base, "yellow", unit) for k, value in enumerate(results)]
        window = RoundedRectangle(corner_radius=0.12, width=GAP * 3, height=2.1, color=colour("green"), stroke_width=4).move_to([x_of(1), top + 0.95, 0])
        self.show(FadeIn(before), FadeIn(window), seconds=0.6)
        half = max(1, len(results) // 2)
        for name, part in (("window", range(half)), ("sum", range(half, len(results)))):
            cue(name, len(part))
            for k in part:
                self.show(window.animate.set_x(x_of(k + 1)), FadeIn(after[k], shift=DOWN * 0.5), seconds=0.8)
        self.wait(0.5)
