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


class Walk(ProofreelScene):
    def construct(self):
        self.title("Step by step to the bottom")
        plot = self.plot((-4, 4), (0, 9))
        places = walk(START, RATE, 12)
        walker = plot.dot((START, f(START)))
        step = ValueTracker(0)
        count = readout("steps", step.get_value, "green", 0, 32).move_to([5.7, 2.2, 0])
        self.show(FadeIn(plot.curve(f, "blue")), FadeIn(walker), FadeIn(count), seconds=0.6)
        for name, part in (("go", range(1, 6)), ("bottom", range(6, 13))):
            cue(name, len(part))
            for k in part:
                before, after = places[k - 1], places[k]
                hop = VMobject(color=colour("green"), stroke_width=4).set_points_as_corners([
                    plot.axes.c2p(before, f(before)), plot.axes.c2p(after, f(before)), plot.axes.c2p(after, f(after)),
                ])
                ghost = plot.dot((before, f(before)), "muted").scale(0.6)
                self.add(ghost)
                self.show(Create(hop), walker.animate.move_to(plot.axes.c2p(after, f(after))), step.animate.set_value(k), seconds=0.9)
        self.wait(0.5)
