from manim import *
from proofreel import *

# Which wave: square, sawtooth or triangle.
WAVE = "square"
CIRCLES = 5

# The wave's circles: radius by speed.
RADIUS = {
    "square": lambda n: 4 / (np.pi * n) if n % 2 else 0.0,
    "sawtooth": lambda n: 2 / (np.pi * n) * (-1) ** (n + 1),
    "triangle": lambda n: 8 / (np.pi * n) ** 2 * (-1) ** ((n - 1) // 2) if n % 2 else 0.0,
}[WAVE]


def circles(count):
    """Speed and radius of the first `count` circles."""
    return [(n, RADIUS(n)) for n in range(1, 3 * count + 2) if RADIUS(n)][:count]


def wave(count):
    return lambda t: sum(radius * np.sin(speed * t) for speed, radius in circles(count))


class Spectrum(ProofreelScene):
    def construct(self):
        self.title("The recipe of a wave")
        last = circles(CIRCLES)[-1][0]
        floor, unit = -1.9, 2.4
        gap = min(0.9, 11.0 / (last + 1))
        axis = Line([-5.8, floor, 0], [-5.3 + gap * (last + 0.6), floor, 0], color=MUTED, stroke_width=3)
        side = words("size of the circle", 24, "muted").move_to([-6.5, 1.9, 0], aligned_edge=LEFT)
        under = words("speed", 24, "muted").next_to(axis, RIGHT, buff=0.2)
        self.show(Create(axis), FadeIn(side), FadeIn(under), seconds=0.8)
        bars, rings = VGroup(), VGroup()
        for speed, radius in circles(CIRCLES):
            height = unit * abs(radius)
            bar = Rectangle(width=min(0.5, gap * 0.6), height=height, color=colour("blue"), fill_opacity=0.6, stroke_width=2)
            bar.move_to([-5.3 + gap * speed, floor + height / 2, 0])
            bars.add(VGroup(bar, words(str(speed), 24, "muted").move_to([bar.get_x(), floor - 0.3, 0])))
            rings.add(Circle(abs(radius) * 0.9, color=colour("yellow"), stroke_width=3).move_to([3.9, 0.5, 0]))
        cue("bars")
        self.show(LaggedStart(*[AnimationGroup(GrowFromEdge(bar[0], DOWN), FadeIn(bar[1])) for bar in bars], lag_ratio=0.25), seconds=2.2)
        cue("read", 2)
        self.show(LaggedStart(*[Create(ring) for ring in rings], lag_ratio=0.2), seconds=1.6)
        self.show(LaggedStart(*[Indicate(bar[0], 1.1, color=colour("yellow")) for bar in bars], lag_ratio=0.2), seconds=1.8)
        self.wait(0.5)
