from manim import *
from proofreel import *

# The tolerance that the first player asks for.
EPSILON = 1


def f(x):
    return x * x / 2


class Challenge(ProofreelScene):
    def construct(self):
        self.title("A challenge: how near to 2?")
        plot = self.plot((0, 3.4), (0, 5))
        self.show(FadeIn(plot.curve(f, "blue")), FadeIn(plot.dot((2, 2), "yellow", hollow=True)), seconds=0.6)
        cue("band")
        level = DashedLine(plot.axes.c2p(0, 2), plot.axes.c2p(3.4, 2), color=MUTED, stroke_width=2)
        half = ValueTracker(0.02)
        band = always_redraw(
            lambda: Polygon(
                *[plot.axes.c2p(x, 2 + side * half.get_value()) for x, side in ((0, -1), (3.4, -1), (3.4, 1), (0, 1))],
                color=colour("green"), fill_opacity=0.2, stroke_width=2,
            )
        )
        self.add(band)
        self.show(Create(level), half.animate.set_value(EPSILON), seconds=1.8)
        cue("epsilon")
        up = DoubleArrow(plot.axes.c2p(3.1, 2), plot.axes.c2p(3.1, 2 + EPSILON), color=colour("green"), buff=0, stroke_width=4, tip_length=0.15)
        name = formula(rf"⟦green|\varepsilon = {EPSILON:g}⟧", 40).move_to(plot.axes.c2p(3.4, 2 + EPSILON / 2), aligned_edge=LEFT).shift(RIGHT * 0.15)
        self.show(FadeIn(up), FadeIn(name), seconds=0.8)
        self.wait(0.5)
