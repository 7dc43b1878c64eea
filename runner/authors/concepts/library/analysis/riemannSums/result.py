from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_TOP = 4


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        plot = self.plot((0, CURVE_TO * 1.15), (0, CURVE_TOP * 1.15))
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        cue("show")
        bars = rectangles(plot, CURVE_F, (0, CURVE_TO), 40, role="yellow")
        self.show(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.04), seconds=2.2)
        cue("end", 2)
        area = plot.area(CURVE_F, (0, CURVE_TO), "yellow")
        self.show(FadeOut(bars), FadeIn(area), seconds=1.2)
        exact = riemann_sum(CURVE_F, (0, CURVE_TO), 2000)
        text = words(f"area = {exact:.3f}", 34, "yellow").next_to(plot.axes.c2p(CURVE_TO * 0.05, CURVE_TOP * 0.8), RIGHT)
        self.show(FadeIn(text, shift=UP * 0.1), seconds=0.6)
        self.wait(0.5)
