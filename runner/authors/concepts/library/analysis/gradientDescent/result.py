from manim import *
from proofreel import *

# The learning rate, and where the walk begins.
RATE = 0.3
START = 3


def f(x):
    return x * x / 2 + 0.5


def slope(x):
    return x


def walk(x, rate, count):
    """The places of a walk, from x on."""
    places = [x]
    for _ in range(count):
        places.append(places[-1] - rate * slope(places[-1]))
    return places


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        # A landscape of two directions, from above: its level lines are ellipses.
        centre = np.array([0, -0.25, 0])
        rings = VGroup(*[
            Ellipse(width=2 * size, height=1.1 * size, color=colour("blue"), stroke_width=2, stroke_opacity=0.3 + 0.12 * k).move_to(centre)
            for k, size in enumerate((4.2, 3.4, 2.6, 1.8, 1.0, 0.4))
        ])
        self.show(LaggedStart(*[Create(ring) for ring in rings], lag_ratio=0.15), seconds=1.4)
        # Bold steps would be over after two: a picture of many is drawn with small ones.
        share = min(RATE, 0.35)
        places = [np.array([3.4, 1.2, 0])]
        for _ in range(9):
            x, y, _ = places[-1]
            places.append(np.array([x * (1 - share), y * (1 - 2 * share), 0]))
        walker = Dot(centre + places[0], radius=0.11, color=colour("yellow"))
        self.show(FadeIn(walker, scale=2), seconds=0.4)
        cue("walk", len(places) - 1)
        for before, after in zip(places, places[1:]):
            path = Line(centre + before, centre + after, color=colour("green"), stroke_width=5)
            self.show(Create(path), walker.animate.move_to(centre + after), seconds=0.6)
        cue("use")
        self.show(Flash(walker, color=colour("yellow"), flash_radius=0.5), seconds=0.9)
        self.wait(0.5)
