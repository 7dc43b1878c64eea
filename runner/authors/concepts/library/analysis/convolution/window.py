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


def cell(k, y, text, role, width=0.86):
    box = Square(GAP * width, color=colour(role), stroke_width=3, fill_color=colour(role), fill_opacity=0.12).move_to([x_of(k), y, 0])
    return VGroup(box, words(text, 28, role if role != "blue" else "ink").move_to(box))


class Window(ProofreelScene):
    def construct(self):
        self.title("A small window of weights")
        row = VGroup(*[cell(k, 1.5, str(value), "blue") for k, value in enumerate(SIGNAL)])
        self.show(FadeIn(row), seconds=0.7)
        kernel = VGroup(*[cell(j, -1.2, name, "green") for j, name in enumerate(NAMES[FILTER])])
        kernel.set_x(0)
        cue("kernel")
        self.show(LaggedStart(*[FadeIn(one, shift=UP * 0.3) for one in kernel], lag_ratio=0.3), seconds=1.2)
        cue("lay")
        self.show(kernel.animate.move_to([x_of(1), 1.5 - GAP, 0]), seconds=1.2)
        cue("multiply")
        products = VGroup(*[
            words(f"{w * SIGNAL[j]:.2g}".replace("-", "−"), 26, "yellow").move_to([x_of(j), 1.5 - 2 * GAP, 0]) for j, w in enumerate(KERNELS[FILTER])
        ])
        self.show(LaggedStart(*[FadeIn(product, shift=DOWN * 0.5) for product in products], lag_ratio=0.4), seconds=1.3)
        cue("sum")
        total = slid(KERNELS[FILTER])[0]
        result = cell(1, 1.5 - 3.15 * GAP, f"{total:.2g}".replace("-", "−"), "yellow")
        self.show(*[FadeOut(product.copy(), target_position=result) for product in products], FadeIn(result), seconds=1.3)
        self.wait(0.5)
