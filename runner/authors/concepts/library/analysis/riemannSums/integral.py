from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO.
CURVE_F = lambda x: x**2
CURVE_TEX = "x^2"
CURVE_TO = 2
CURVE_TO_TEX = "2"
CURVE_TOP = 4
CURVE_EXACT = 2.6666666666666665
CURVE_EXACT_TEX = "\\frac{8}{3}"


class Integral(ProofreelScene):
    def construct(self):
        self.title("The limit has a name")
        self.split()
        plot = self.plot((0, CURVE_TO * 1.15), (0, CURVE_TOP * 1.15))
        curve = plot.curve(CURVE_F, "blue")
        bars = rectangles(plot, CURVE_F, (0, CURVE_TO), 12, role="yellow")
        self.show(FadeIn(curve), FadeIn(bars), seconds=0.6)
        cue("term")
        one = bars[8].copy().set_fill(opacity=0.9)
        self.formula(r"⟦blue|f(x)⟧ \cdot ⟦yellow|\Delta x⟧")
        self.add(one)
        cue("sum")
        self.show(FadeOut(one), LaggedStart(*[Indicate(bar, 1.0, color=colour("yellow")) for bar in bars], lag_ratio=0.08), seconds=1.0)
        self.step(r"\sum ⟦blue|f(x)⟧ \cdot ⟦yellow|\Delta x⟧")
        cue("limit")
        fine = rectangles(plot, CURVE_F, (0, CURVE_TO), 40, role="yellow")
        self.show(FadeOut(bars), FadeIn(fine), seconds=1.2)
        cue("integral", 2)
        area = plot.area(CURVE_F, (0, CURVE_TO), "yellow")
        self.show(FadeOut(fine), FadeIn(area), seconds=0.8)
        self.step(rf"\int_0^{{{CURVE_TO_TEX}}} ⟦blue|{CURVE_TEX}⟧ \, ⟦yellow|dx⟧")
        cue("value")
        exact = CURVE_EXACT_TEX if CURVE_EXACT == int(CURVE_EXACT) else rf"{CURVE_EXACT_TEX} \approx {CURVE_EXACT:.3f}"
        self.formula(rf"= {exact}")
        self.wait(0.5)
