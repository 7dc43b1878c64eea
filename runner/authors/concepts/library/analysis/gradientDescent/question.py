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


class Question(ProofreelScene):
    def construct(self):
        self.title("Downhill in the fog")
        plot = self.plot((-4, 4), (0, 9))
        cue("hill", 2)
        ground = plot.area(f, (-4, 4), "blue").set_fill(opacity=0.18)
        self.show(Create(plot.curve(f, "blue")), FadeIn(ground), seconds=1.2)
        walker = plot.dot((START, f(START)))
        self.show(FadeIn(walker, scale=3), seconds=0.5)
        cue("fog", 2)
        fog = Rectangle(width=9.6, height=5.0, stroke_width=0, fill_color=BACKGROUND, fill_opacity=0.85).move_to(plot.axes)
        self.show(FadeIn(fog), walker.animate.set_z_index(2), seconds=1.0)
        feel = line_through(plot, (START, f(START)), slope(START), "yellow", 1.6).set_z_index(2)
        self.show(Create(feel), seconds=0.7)
        cue("question")
        mark = words("?", 60, "yellow").next_to(walker, LEFT, buff=0.7).set_z_index(2)
        self.show(FadeIn(mark, scale=0.5), seconds=0.5)
        self.wait(0.5)
