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


class TooLarge(ProofreelScene):
    def construct(self):
        self.title("Too timid, too bold")
        for name, rate, steps, role, x in (("small", 0.05, 7, "blue", -3.4), ("large", 2.12, 6, "red", 3.4)):
            plot = Plot((-4, 4), (0, 9), 5.6, 3.9).move_to([x, -0.35, 0])
            label = words(f"rate {rate:g}", 28, role).move_to([x, 2.0, 0])
            first = START if name == "small" else START * 0.45
            places = walk(first, rate, steps)
            walker = plot.dot((first, f(first)))
            cue(name, steps + 1)
            self.show(FadeIn(plot), FadeIn(plot.curve(f, "blue")), FadeIn(label), FadeIn(walker), seconds=0.8)
            for before, after in zip(places, places[1:]):
                hop = Line(plot.axes.c2p(before, f(before)), plot.axes.c2p(after, f(after)), color=colour(role), stroke_width=3)
                self.show(Create(hop), walker.animate.move_to(plot.axes.c2p(after, f(after))), seconds=0.7)
        self.wait(0.5)
