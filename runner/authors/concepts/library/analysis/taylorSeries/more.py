from manim import *
from proofreel import *
import math

# Which function: sin, cos or exp.
CURVE_KEY = "sin"
CURVE_WINDOW = [-7, 7]
DEGREE = 7

f = {"sin": np.sin, "cos": np.cos, "exp": np.exp}[CURVE_KEY]
# Derivatives at zero, which repeat, over factorials.
SLOPES = {"sin": [0, 1, 0, -1], "cos": [1, 0, -1, 0], "exp": [1, 1, 1, 1]}[CURVE_KEY]


def taylor(degree):
    """The Taylor polynomial at zero."""
    return lambda x: sum(SLOPES[k % 4] * x**k / math.factorial(k) for k in range(degree + 1))


class More(ProofreelScene):
    def construct(self):
        self.title(f"Up to degree {DEGREE}")
        plot = self.plot(CURVE_WINDOW, (-3, 3) if CURVE_KEY != "exp" else (-2, 12))
        copy = plot.curve(taylor(1), "yellow")
        label = self.name(1)
        self.show(FadeIn(plot.curve(f, "blue")), FadeIn(copy), FadeIn(label), seconds=0.7)
        degrees = [k for k in range(2, DEGREE + 1) if SLOPES[k % 4] != 0]
        half = max(1, (len(degrees) + 1) // 2)
        for name, part in (("grow", degrees[:half]), ("end", degrees[half:])):
            cue(name, max(1, len(part)))
            for degree in part:
                after = self.name(degree)
                self.show(Transform(copy, plot.curve(taylor(degree), "yellow")), FadeOut(label), FadeIn(after), seconds=1.4)
                label = after
        self.wait(0.5)

    def name(self, degree):
        return words(f"degree {degree}", 30, "yellow").move_to([RIGHT_EDGE - 0.2, 2.7, 0], aligned_edge=RIGHT)
