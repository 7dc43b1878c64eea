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


class Slope(ProofreelScene):
    def construct(self):
        self.title("The slope tells the way")
        plot = self.plot((-4, 4), (0, 9))
        x = ValueTracker(START)

        def picture():
            at = x.get_value()
            here = plot.axes.c2p(at, f(at))
            goal = plot.axes.c2p(at - 0.45 * slope(at), f(at))
            parts = VGroup(line_through(plot, (at, f(at)), slope(at), "yellow", 2.4), plot.dot((at, f(at))))
            if abs(goal[0] - here[0]) > 0.15:
                parts.add(Arrow(here, goal, color=colour("green"), buff=0, stroke_width=7, max_tip_length_to_length_ratio=0.4))
            return parts

        moving = always_redraw(picture)
        self.show(FadeIn(plot.curve(f, "blue")), seconds=0.6)
        cue("right")
        self.show(FadeIn(moving), seconds=0.7)
        cue("left")
        self.show(x.animate.set_value(-2.4), seconds=2.2)
        cue("against", 3)
        self.show(x.animate.set_value(-0.5), seconds=2.0)
        self.show(x.animate.set_value(3.2), seconds=2.5)
        self.show(x.animate.set_value(START), seconds=1.0)
        self.wait(0.5)
