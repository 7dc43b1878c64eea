from manim import *
from proofreel import *

# The tolerance that the first player asks for.
EPSILON = 1


def f(x):
    return x * x / 2


class Smaller(ProofreelScene):
    def construct(self):
        self.title("Every challenge has an answer")
        self.split()
        plot = self.plot((0, 3.4), (0, 5))
        curve = plot.curve(f, "blue")
        epsilon = ValueTracker(EPSILON)

        def delta():
            return np.sqrt(4 + 2 * epsilon.get_value()) - 2

        def box(xs, ys, role):
            corners = [plot.axes.c2p(xs[i], ys[j]) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
            return Polygon(*corners, color=colour(role), fill_opacity=0.18, stroke_width=2)

        band = always_redraw(lambda: box((0, 3.4), (2 - epsilon.get_value(), 2 + epsilon.get_value()), "green"))
        strip = always_redraw(lambda: box((2 - delta(), 2 + delta()), (0, 5), "yellow"))
        numbers = VGroup(readout("epsilon", epsilon.get_value, "green", 3, 30), readout("delta", delta, "yellow", 3, 30))
        numbers.arrange(DOWN, buff=0.5, aligned_edge=LEFT).move_to([self.left + 0.4, 0.8, 0], aligned_edge=LEFT)
        self.show(FadeIn(curve), FadeIn(band), FadeIn(strip), FadeIn(numbers), seconds=0.7)
        cue("shrink", 2)
        self.show(epsilon.animate.set_value(EPSILON / 2), seconds=1.6)
        self.show(epsilon.animate.set_value(EPSILON / 5), seconds=1.6)
        cue("follow", 2)
        self.show(epsilon.animate.set_value(EPSILON / 12), seconds=2)
        self.show(epsilon.animate.set_value(EPSILON / 40), seconds=2)
        self.wait(0.5)
