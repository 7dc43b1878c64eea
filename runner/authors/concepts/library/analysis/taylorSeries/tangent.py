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


class Tangent(ProofreelScene):
    def construct(self):
        self.title("Match height and slope")
        self.split()
        plot = self.plot((-3, 3), (-2, 2.6) if CURVE_KEY != "exp" else (-1, 6))
        self.show(Create(plot.curve(f, "blue")), seconds=0.8)
        cue("height", 2)
        dot = plot.dot((0, f(0)))
        self.show(FadeIn(dot, scale=3), seconds=0.6)
        self.formula(rf"⟦blue|f(0) = {SLOPES[0]}⟧", 44)
        cue("slope", 2)
        short = line_through(plot, (0, f(0)), SLOPES[1], "yellow", 1.6)
        self.show(GrowFromCenter(short), seconds=0.7)
        self.formula(rf"⟦yellow|f'(0) = {SLOPES[1]}⟧", 44)
        cue("line", 2)
        tex = {"sin": "x", "cos": "1", "exp": "1 + x"}[CURVE_KEY]
        self.show(Transform(short, plot.curve(taylor(1), "yellow")), seconds=1.2)
        self.formula(rf"{CURVE_TEX} \approx ⟦yellow|{tex}⟧", 44)
        self.wait(0.5)
