from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y, its derivative, and the point whose slope is asked for.
CURVE_F = lambda x: x**2
CURVE_TEX = "x^2"
CURVE_SLOPE_TEX = "2x"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
POINT = 1


class Formula(ProofreelScene):
    def construct(self):
        self.title("The same in one formula")
        self.split()
        plot = self.plot(CURVE_X, CURVE_Y)
        curve = plot.curve(CURVE_F, "blue")
        tangent = line_through(plot, (POINT, CURVE_F(POINT)), slope_of(CURVE_F, POINT), "yellow", 5)
        h = (CURVE_X[1] - CURVE_X[0]) / 4
        secant = line_through(plot, (POINT, CURVE_F(POINT)), (CURVE_F(POINT + h) - CURVE_F(POINT)) / h, "green", 5)
        dot = plot.dot((POINT, CURVE_F(POINT)))
        self.show(FadeIn(curve), FadeIn(dot), seconds=0.6)
        cue("quotient", 2)
        self.show(Create(secant), seconds=0.7)
        self.formula(r"\frac{f(x+h) - f(x)}{h}")
        cue("limit", 2)
        self.show(ReplacementTransform(secant, tangent), seconds=1.2)
        self.step(r"\lim_{h \to 0} \frac{f(x+h) - f(x)}{h}")
        cue("name")
        self.step(r"⟦yellow|f'(x)⟧ = \lim_{h \to 0} \frac{f(x+h) - f(x)}{h}")
        cue("result")
        self.formula(rf"⟦blue|f(x) = {CURVE_TEX}⟧ \;\Rightarrow\; ⟦yellow|f'(x) = {CURVE_SLOPE_TEX}⟧")
        self.wait(0.5)
