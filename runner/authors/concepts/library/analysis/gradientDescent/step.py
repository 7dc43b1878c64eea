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


class Step(ProofreelScene):
    def construct(self):
        self.title("One step in numbers")
        self.split()
        plot = self.plot((-4, 4), (0, 9))
        after = START - RATE * slope(START)
        walker = plot.dot((START, f(START)))
        self.show(FadeIn(plot.curve(f, "blue")), FadeIn(walker), seconds=0.6)
        cue("rule", 2)
        self.show(Create(line_through(plot, (START, f(START)), slope(START), "yellow", 2.4)), seconds=0.7)
        self.formula(r"x_{\text{new}} = x - ⟦green|\eta⟧ \cdot ⟦yellow|f'(x)⟧", 46)
        cue("rate")
        self.formula(rf"⟦green|\eta = {RATE:g}⟧", 46)
        cue("first", 2)
        self.formula(rf"{START:g} - ⟦green|{RATE:g}⟧ \cdot ⟦yellow|{slope(START):g}⟧ = {after:.3g}", 46)
        path = Line(plot.axes.c2p(START, f(START)), plot.axes.c2p(after, f(START)), color=colour("green"), stroke_width=6)
        drop = DashedLine(path.get_end(), plot.axes.c2p(after, f(after)), color=MUTED, stroke_width=3)
        self.show(Create(path), Create(drop), walker.animate.move_to(plot.axes.c2p(after, f(after))), seconds=1.4)
        self.wait(0.5)
