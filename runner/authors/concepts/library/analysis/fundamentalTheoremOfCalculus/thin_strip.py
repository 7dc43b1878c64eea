from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in its window.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_X = [0, 2.3]
CURVE_Y = [0, 5]


class ThinStrip(ProofreelScene):
    def construct(self):
        self.title("One thin strip more")
        self.split()
        plot = self.plot(CURVE_X, CURVE_Y)
        x, width = CURVE_TO * 0.7, ValueTracker(CURVE_TO * 0.16)
        curve = plot.curve(CURVE_F, "blue")
        area = plot.area(CURVE_F, (0, x), "green")
        self.show(FadeIn(curve), FadeIn(area), seconds=0.7)

        def strip():
            right = x + width.get_value()
            corners = [plot.axes.c2p(*at) for at in ((x, 0), (x, CURVE_F(x)), (right, CURVE_F(x)), (right, 0))]
            return Polygon(*corners, color=colour("yellow"), fill_opacity=0.55, stroke_width=3)

        bar = always_redraw(strip)
        cue("strip")
        self.show(FadeIn(bar, shift=LEFT * 0.3), seconds=0.9)
        cue("size", 3)
        high = Line(plot.axes.c2p(x, 0), plot.axes.c2p(x, CURVE_F(x)), color=colour("blue"), stroke_width=7)
        label = formula(r"f(x)", 36).next_to(plot.axes.c2p(x, CURVE_F(x) * 0.28), LEFT, buff=0.12)
        wide = BraceBetweenPoints(plot.axes.c2p(x, 0), plot.axes.c2p(x + width.get_value(), 0), color=MUTED).shift(DOWN * 0.36)
        thin = formula(r"⟦yellow|dx⟧", 36).next_to(wide, DOWN, buff=0.08)
        self.show(Create(high), FadeIn(label), seconds=0.6)
        self.show(FadeIn(wide), FadeIn(thin), seconds=0.6)
        self.formula(r"⟦green|dA⟧ = ⟦blue|f(x)⟧ \cdot ⟦yellow|dx⟧")
        cue("divide", 2)
        self.show(width.animate.set_value(CURVE_TO * 0.03), FadeOut(wide), FadeOut(thin), seconds=1.2)
        self.step(r"\frac{dA}{dx} = ⟦blue|f(x)⟧")
        self.wait(0.5)
