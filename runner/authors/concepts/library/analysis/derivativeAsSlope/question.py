from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y, and the point whose slope is asked for.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
POINT = 1


class Question(ProofreelScene):
    def construct(self):
        self.title("How steep is a curve?")
        plot = self.plot(CURVE_X, CURVE_Y)
        cue("curve")
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        cue("ride", 2)
        x = ValueTracker(CURVE_X[0] + 0.3)
        dot = always_redraw(lambda: plot.dot((x.get_value(), CURVE_F(x.get_value()))))
        line = always_redraw(lambda: self.tangent(plot, x.get_value()))
        self.show(FadeIn(dot), Create(line), seconds=0.6)
        self.show(x.animate.set_value(CURVE_X[1] - 0.5), seconds=3.5)
        cue("stop", 2)
        self.show(x.animate.set_value(POINT), seconds=1.5)
        mark = words("?", 60, "yellow").next_to(dot, DOWN + (RIGHT if slope_of(CURVE_F, POINT) > 0 else LEFT), buff=0.25)
        self.show(FadeIn(mark, scale=0.5), seconds=0.5)
        self.wait(0.5)

    def tangent(self, plot, x):
        return line_through(plot, (x, CURVE_F(x)), slope_of(CURVE_F, x), length=2.4)
