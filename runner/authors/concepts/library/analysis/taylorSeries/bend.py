from manim import *
from proofreel import *
import math

# Which function: sin, cos or exp.
CURVE_KEY = "sin"
CURVE_TEX = "\\sin x"

f = {"sin": np.sin, "cos": np.cos, "exp": np.exp}[CURVE_KEY]
# Derivatives at zero, which repeat, over factorials.
SLOPES = {"sin": [0, 1, 0, -1], "cos": [1, 0, -1, 0], "exp": [1, 1, 1, 1]}[CURVE_KEY]


def taylor(degree):
    """The Taylor polynomial at zero."""
    return lambda x: sum(SLOPES[k % 4] * x**k / math.factorial(k) for k in range(degree + 1))


class Bend(ProofreelScene):
    def construct(self):
        self.title("Then match how it bends")
        self.split()
        plot = self.plot((-3.6, 3.6), (-2, 2.6) if CURVE_KEY != "exp" else (-1, 8))
        degree = {"sin": 3, "cos": 2, "exp": 2}[CURVE_KEY]
        before = {"sin": "x", "cos": "1", "exp": "1 + x"}[CURVE_KEY]
        term = {"sin": r"- \tfrac{x^3}{6}", "cos": r"- \tfrac{x^2}{2}", "exp": r"+ \tfrac{x^2}{2}"}[CURVE_KEY]
        copy = plot.curve(taylor(1), "yellow")
        self.show(FadeIn(plot.curve(f, "blue")), FadeIn(copy), seconds=0.6)
        self.formula(rf"{CURVE_TEX} \approx ⟦yellow|{before}⟧", 46)
        cue("add")
        self.step(rf"{CURVE_TEX} \approx ⟦yellow|{before}⟧ ⟦green|{term}⟧")
        cue("fit")
        self.show(Transform(copy, plot.curve(taylor(degree), "yellow")), seconds=2.0)
        cue("where")
        self.formula(rf"⟦green|\tfrac{{f^{{({degree})}}(0)}}{{{degree}!}} = \tfrac{{{SLOPES[degree % 4]}}}{{{math.factorial(degree)}}}⟧", 46)
        self.wait(0.5)
