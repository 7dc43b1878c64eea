from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y, and the point whose slope is asked for.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
POINT = 1


class Closer(ProofreelScene):
    def construct(self):
        self.title("Let the second point come closer")
        self.split()
        plot = self.plot(CURVE_X, CURVE_Y)
        curve = plot.curve(CURVE_F, "blue")
        h = ValueTracker((CURVE_X[1] - CURVE_X[0]) / 4)
        start = plot.dot((POINT, CURVE_F(POINT)))

        def slope():
            return (CURVE_F(POINT + h.get_value()) - CURVE_F(POINT)) / h.get_value()

        end = always_redraw(lambda: plot.dot((POINT + h.get_value(), CURVE_F(POINT + h.get_value())), "green"))
        secant = always_redraw(lambda: line_through(plot, (POINT, CURVE_F(POINT)), slope(), "yellow", 5))
        run = readout("run", h.get_value, "green", 3, 30).move_to([self.left + 1.4, 1.3, 0])
        steep = readout("slope", slope, "yellow", 3, 30).next_to(run, DOWN, buff=0.45, aligned_edge=LEFT)
        self.show(FadeIn(curve), FadeIn(secant), FadeIn(start), FadeIn(end), FadeIn(run), FadeIn(steep), seconds=0.8)
        cue("closer")
        self.show(h.animate.set_value(0.0001), seconds=5)
        cue("settle", 2)
        box = SurroundingRectangle(steep, color=colour("yellow"), buff=0.2, corner_radius=0.1)
        self.show(Create(box), FadeOut(end), seconds=0.7)
        name = words("the tangent", 28, "yellow").next_to(box, DOWN, buff=0.35).align_to(steep, LEFT)
        self.show(FadeIn(name, shift=UP * 0.1), seconds=0.5)
        self.wait(0.5)
