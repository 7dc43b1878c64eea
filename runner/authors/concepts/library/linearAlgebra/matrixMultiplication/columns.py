from manim import *
from proofreel import *

# The left factor works after the right one.
LEFT_FACTOR = [[1, 1], [0, 1]]
RIGHT_FACTOR = [[0, -1], [1, 0]]
A, B = np.array(LEFT_FACTOR, dtype=float), np.array(RIGHT_FACTOR, dtype=float)
PRODUCT = A @ B
TIPS = [*PRODUCT.T, *B.T, PRODUCT.sum(axis=1), B.sum(axis=1), (1, 1)]


class Columns(ProofreelScene):
    """Follow the two unit arrows: where they end are the columns of the product."""

    def construct(self):
        self.title("Follow the two unit arrows")
        self.split()
        plane = Grid.around(TIPS)
        first, second = ValueTracker(0), ValueTracker(0)
        now = lambda: mix(A, second.get_value()) @ mix(B, first.get_value())
        arrows = VGroup(plane.live_arrow(lambda: now()[:, 0], "yellow"), plane.live_arrow(lambda: now()[:, 1], "green"))
        cue("arrows")
        self.show(FadeIn(plane), FadeIn(arrows), seconds=0.6)
        row = VGroup(MathTex("B =", font_size=46, color=INK), matrix(B, columns=("yellow", "green"))).arrange(RIGHT, buff=0.2)
        cue("first", 2)
        self.show(first.animate.set_value(1), seconds=1.8)
        self.show(*self.place(row), FadeIn(row), seconds=0.5)
        cue("second")
        self.show(second.animate.set_value(1), seconds=1.8)
        cue("product")
        row = VGroup(MathTex("AB =", font_size=46, color=INK), matrix(PRODUCT, columns=("yellow", "green"))).arrange(RIGHT, buff=0.2)
        self.show(*self.place(row), FadeIn(row), seconds=0.8)
        cue("name")
        self.note("Each column of the product is A times a column of B.", "ink", 30)
