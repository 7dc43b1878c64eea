from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in its window.
CURVE_F = lambda x: x**2
CURVE_FROM = 1
CURVE_TO = 2
CURVE_X = [0, 2.3]
CURVE_Y = [0, 5]


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        self.split()
        plot = self.plot(CURVE_X, CURVE_Y)
        end = ValueTracker(CURVE_FROM + 0.01)
        area = always_redraw(lambda: plot.area(CURVE_F, (CURVE_FROM, end.get_value()), "yellow"))
        edge = always_redraw(
            lambda: Line(plot.axes.c2p(end.get_value(), 0), plot.axes.c2p(end.get_value(), CURVE_F(end.get_value())), color=colour("blue"), stroke_width=6)
        )
        self.add(area, edge)
        self.curve(CURVE_F, "blue")
        cue("formula", 2)
        self.show(end.animate.set_value(CURVE_TO), seconds=2.5)
        self.formula(r"⟦yellow|A⟧'(x) = ⟦blue|f(x)⟧")
        cue("undo")
        self.formula(r"\int_a^b ⟦blue|f(x)⟧ \, dx = F(b) - F(a)")
        self.wait(0.5)
