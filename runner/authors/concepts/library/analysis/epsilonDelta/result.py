from manim import *
from proofreel import *

# The tolerance that the first player asks for.
EPSILON = 1


def f(x):
    return x * x / 2


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        plot = self.plot((0, 3.4), (0, 5))
        curve = plot.curve(f, "blue")
        hole = plot.dot((2, 2), "yellow", hollow=True)
        epsilon = ValueTracker(EPSILON)

        def box():
            half = epsilon.get_value()
            wide = np.sqrt(4 + 2 * half) - 2
            corners = [plot.axes.c2p(2 + i * wide, 2 + j * half) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            return Polygon(*corners, color=colour("green"), fill_opacity=0.25, stroke_width=3)

        window = always_redraw(box)
        self.show(FadeIn(curve), FadeIn(hole), FadeIn(window), seconds=0.6)
        cue("box")
        self.show(epsilon.animate.set_value(0.12), seconds=4)
        cue("hole", 2)
        text = formula(r"\lim_{x \to 2} f(x) = 2", 50).move_to([3.6, -0.9, 0])
        self.show(Write(text), seconds=0.9)
        self.show(Flash(hole, color=colour("yellow"), flash_radius=0.35), seconds=0.8)
        self.wait(0.5)
