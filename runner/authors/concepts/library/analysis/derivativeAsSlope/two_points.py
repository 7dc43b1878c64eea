from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y, and the point whose slope is asked for.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
POINT = 1


class TwoPoints(ProofreelScene):
    def construct(self):
        self.title("Two points make a slope")
        self.split()
        plot = self.plot(CURVE_X, CURVE_Y)
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        run = (CURVE_X[1] - CURVE_X[0]) / 4
        first, second = (POINT, CURVE_F(POINT)), (POINT + run, CURVE_F(POINT + run))
        corner = plot.axes.c2p(second[0], first[1])
        start, end = plot.dot(first), plot.dot(second)
        self.show(FadeIn(start, scale=0.5), seconds=0.5)
        cue("second")
        secant = line_through(plot, first, (second[1] - first[1]) / run, "yellow", 5)
        self.show(FadeIn(end, scale=0.5), Create(secant))
        cue("triangle", 3)
        across = Line(plot.axes.c2p(*first), corner, color=colour("green"), stroke_width=5)
        up = Line(corner, plot.axes.c2p(*second), color=colour("red"), stroke_width=5)
        self.show(Create(across))
        self.show(Create(up))
        rise = second[1] - first[1]
        legend = VGroup(words(f"run  {run:.4g}", 28, "green"), words(f"rise  {rise:.3g}".replace("-", "−"), 28, "red"))
        legend.arrange(DOWN, buff=0.3, aligned_edge=LEFT).move_to([self.left, 1.5, 0], aligned_edge=LEFT)
        self.show(FadeIn(legend, shift=UP * 0.1), seconds=0.6)
        cue("slope")
        line = formula(rf"\frac{{\text{{rise}}}}{{\text{{run}}}} = ⟦yellow|{rise / run:.3g}⟧", 48)
        line.next_to(legend, DOWN, buff=0.7, aligned_edge=LEFT)
        self.show(Write(line))
        self.wait(0.5)
