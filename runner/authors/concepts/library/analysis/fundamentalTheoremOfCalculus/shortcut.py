from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in its window, and CURVE_WHOLE, whose slope it is; the area from CURVE_FROM to CURVE_TO.
CURVE_F = lambda x: x**2
CURVE_WHOLE = lambda x: x**3/3
CURVE_NAME = "x²"
CURVE_TEX = "x^2"
CURVE_WHOLE_TEX = "\\tfrac{1}{3}x^3"
CURVE_FROM = 1
CURVE_TO = 2
CURVE_LOW = "\\tfrac{1}{3}"
CURVE_HIGH = "\\tfrac{8}{3}"
CURVE_AREA = "\\tfrac{7}{3}"
CURVE_X = [0, 2.3]
CURVE_Y = [0, 5]
CURVE_WHOLES = [0, 4]


class Shortcut(ProofreelScene):
    def construct(self):
        self.title("So areas become a subtraction")
        self.split()
        above, below = Plot(CURVE_X, CURVE_Y, 5.6, 2.0), Plot(CURVE_X, CURVE_WHOLES, 5.6, 2.0)
        above.move_to([-3.5, 1.15, 0])
        below.move_to([-3.5, -1.6, 0])
        below.shift(RIGHT * (above.axes.c2p(0, 0)[0] - below.axes.c2p(0, 0)[0]))
        self.show(FadeIn(above), FadeIn(below), Create(above.curve(CURVE_F, "blue")), seconds=0.8)
        cue("find", 2)
        self.show(Create(below.curve(CURVE_WHOLE, "green")), seconds=0.9)
        self.formula(rf"⟦green|F(x) = {CURVE_WHOLE_TEX}⟧")
        cue("ends", 2)
        low, high = CURVE_WHOLE(CURVE_FROM), CURVE_WHOLE(CURVE_TO)
        dots = VGroup(below.dot((CURVE_FROM, low)), below.dot((CURVE_TO, high)))
        level = DashedLine(below.axes.c2p(CURVE_FROM, low), below.axes.c2p(CURVE_TO, low), color=MUTED, stroke_width=2)
        climb = Line(below.axes.c2p(CURVE_TO, low), below.axes.c2p(CURVE_TO, high), color=colour("yellow"), stroke_width=8)
        self.show(FadeIn(dots), Create(level), Create(climb), seconds=1.0)
        self.formula(rf"F({CURVE_TO}) - F({CURVE_FROM}) = {CURVE_HIGH} - {CURVE_LOW}")
        cue("area", 2)
        area = above.area(CURVE_F, (CURVE_FROM, CURVE_TO), "yellow")
        self.show(FadeIn(area), seconds=0.9)
        self.formula(rf"\int_{{{CURVE_FROM}}}^{{{CURVE_TO}}} ⟦blue|{CURVE_TEX}⟧ \, dx = ⟦yellow|{CURVE_AREA}⟧")
        self.wait(0.5)
