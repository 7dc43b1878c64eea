from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y, and the point whose slope is asked for.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
POINT = 1


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        plot = self.plot(CURVE_X, CURVE_Y)
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        cue("tangent")
        h = ValueTracker((CURVE_X[1] - CURVE_X[0]) / 4)

        def slope():
            return (CURVE_F(POINT + h.get_value()) - CURVE_F(POINT)) / h.get_value()

        line = always_redraw(lambda: line_through(plot, (POINT, CURVE_F(POINT)), slope(), "yellow", 5.5))
        far = always_redraw(lambda: plot.dot((POINT + h.get_value(), CURVE_F(POINT + h.get_value())), "green"))
        near = plot.dot((POINT, CURVE_F(POINT)))
        self.add(line, far, near)
        self.show(h.animate.set_value(0.0001), seconds=4)
        cue("number")
        steep = slope_of(CURVE_F, POINT)
        text = words(f"slope {steep:.3g} at x = {POINT:g}".replace("-", "−"), 32, "yellow")
        text.move_to([RIGHT_EDGE, 3.1, 0], aligned_edge=RIGHT)
        self.show(FadeIn(text, shift=UP * 0.1), FadeOut(far), seconds=0.7)
        self.wait(0.5)
