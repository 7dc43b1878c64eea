from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO, and how many rectangles stand under it.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_TOP = 4
RECTANGLES = 4


class Rectangles(ProofreelScene):
    def construct(self):
        self.title(f"Try {RECTANGLES} rectangles")
        self.split()
        plot = self.plot((0, CURVE_TO * 1.15), (0, CURVE_TOP * 1.15))
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        bars = rectangles(plot, CURVE_F, (0, CURVE_TO), RECTANGLES, role="yellow")
        cue("cut")
        cuts = VGroup(*[
            Line(plot.axes.c2p(x, 0) + DOWN * 0.12, plot.axes.c2p(x, 0) + UP * 0.12, color=colour("yellow"), stroke_width=5)
            for x in np.linspace(0, CURVE_TO, RECTANGLES + 1)
        ])
        self.show(LaggedStart(*[Create(one) for one in cuts], lag_ratio=0.2), seconds=1.4)
        cue("raise")
        self.show(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.3), seconds=2.2)
        cue("add", 2)
        width = CURVE_TO / RECTANGLES
        self.note(f"{RECTANGLES} rectangles, each {width:.3g} wide", "yellow")
        self.formula(rf"\text{{sum}} \approx ⟦yellow|{riemann_sum(CURVE_F, (0, CURVE_TO), RECTANGLES):.3f}⟧")
        self.wait(0.5)
