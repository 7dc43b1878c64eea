from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in its window, and CURVE_WHOLE, whose slope it is.
CURVE_F = lambda x: x**2
CURVE_WHOLE = lambda x: x**3/3
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_X = [0, 2.3]
CURVE_Y = [0, 5]
CURVE_WHOLES = [0, 4]


class GrowingArea(ProofreelScene):
    def construct(self):
        self.title("An area that grows")
        above, below = Plot(CURVE_X, CURVE_Y, 8.5, 2.15), Plot(CURVE_X, CURVE_WHOLES, 8.5, 2.15)
        above.move_to([0.8, 1.18, 0])
        below.move_to([0.8, -1.62, 0])
        below.shift(RIGHT * (above.axes.c2p(0, 0)[0] - below.axes.c2p(0, 0)[0]))
        curve = above.curve(CURVE_F, "blue")
        names = VGroup(
            words(f"y = {CURVE_NAME}", 26, "blue").move_to([-6.4, 1.2, 0], aligned_edge=LEFT),
            words("area so far", 26, "green").move_to([-6.4, -1.5, 0], aligned_edge=LEFT),
        )
        self.show(FadeIn(above), FadeIn(below), FadeIn(curve), FadeIn(names), seconds=0.8)
        x = ValueTracker(0.01)
        area = always_redraw(lambda: above.area(CURVE_F, (0, x.get_value()), "green"))
        drawn = always_redraw(lambda: below.curve(lambda t: CURVE_WHOLE(t) - CURVE_WHOLE(0), "green", (0, x.get_value())))
        dot = always_redraw(lambda: below.dot((x.get_value(), CURVE_WHOLE(x.get_value()) - CURVE_WHOLE(0)), "green"))
        edge = always_redraw(
            lambda: Line(above.axes.c2p(x.get_value(), 0), above.axes.c2p(x.get_value(), CURVE_F(x.get_value())), color=colour("yellow"), stroke_width=5)
        )
        self.add(area, drawn, dot, edge)
        cue("sweep")
        self.show(x.animate(rate_func=linear).set_value(CURVE_TO * 0.55), seconds=5)
        cue("faster")
        self.show(x.animate(rate_func=linear).set_value(CURVE_TO), seconds=5)
        self.wait(0.5)
