from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_TOP = 4


class Question(ProofreelScene):
    def construct(self):
        self.title("How large is this area?")
        plot = self.plot((0, CURVE_TO * 1.15), (0, CURVE_TOP * 1.15))
        cue("curve")
        self.curve(CURVE_F, "blue", f"y = {CURVE_NAME}")
        cue("area")
        area = plot.area(CURVE_F, (0, CURVE_TO))
        mark = words("?", 64, "yellow").move_to(plot.axes.c2p(CURVE_TO * 0.72, CURVE_F(CURVE_TO * 0.72) * 0.45))
        self.show(FadeIn(area), FadeIn(mark, scale=0.5))
        cue("known", 2)
        box = Polygon(*[plot.axes.c2p(x, y) for x, y in ((0, 0), (CURVE_TO, 0), (CURVE_TO, CURVE_TOP), (0, CURVE_TOP))])
        box.set_stroke(colour("yellow"), 3).set_fill(opacity=0)
        self.show(Create(box))
        self.show(FadeOut(box), mark.animate.scale(1.25))
        self.wait(0.5)
