from manim import *
from proofreel import *
import math

# Which function: sin, cos or exp.
CURVE_KEY = "sin"
CURVE_TEX = "\\sin x"
CURVE_AT = 1
CURVE_WINDOW = [-7, 7]
DEGREE = 7

f = {"sin": np.sin, "cos": np.cos, "exp": np.exp}[CURVE_KEY]
# Derivatives at zero, which repeat, over factorials.
SLOPES = {"sin": [0, 1, 0, -1], "cos": [1, 0, -1, 0], "exp": [1, 1, 1, 1]}[CURVE_KEY]


def taylor(degree):
    """The Taylor polynomial at zero."""
    return lambda x: sum(SLOPES[k % 4] * x**k / math.factorial(k) for k in range(degree + 1))


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        self.split()
        plot = self.plot(CURVE_WINDOW, (-3, 3) if CURVE_KEY != "exp" else (-2, 12))
        self.show(FadeIn(plot.curve(f, "blue")), seconds=0.5)
        cue("copy")
        self.show(Create(plot.curve(taylor(DEGREE), "yellow")), FadeIn(plot.dot((0, f(0)))), seconds=2.4)
        cue("number", 2)
        self.formula(rf"⟦blue|f({CURVE_AT})⟧ = {f(CURVE_AT):.6f}\ldots", 44)
        self.formula(rf"⟦yellow|T_{{{DEGREE}}}({CURVE_AT})⟧ = {taylor(DEGREE)(CURVE_AT):.6f}\ldots", 44)
        self.wait(0.5)
