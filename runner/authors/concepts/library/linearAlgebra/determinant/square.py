from manim import *
from proofreel import *

MATRIX = [[3, 1], [1, 2]]
A = np.array(MATRIX, dtype=float)
U, V = A[:, 0], A[:, 1]
DETERMINANT = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


class Square(ProofreelScene):
    """The columns are where the two sides of the unit square go."""

    def construct(self):
        self.title("The columns are its new sides")
        self.split()
        first, second = ValueTracker(0), ValueTracker(0)
        u = lambda: (1 - first.get_value()) * np.array([1, 0]) + first.get_value() * U
        v = lambda: (1 - second.get_value()) * np.array([0, 1]) + second.get_value() * V
        plane = Grid.around([(1, 1), U, V, U + V])
        shape = always_redraw(lambda: plane.area([(0, 0), u(), u() + v(), v()], "blue"))
        arrows = VGroup(plane.live_arrow(u, "yellow"), plane.live_arrow(v, "red"))
        cue("sides", 2)
        self.show(FadeIn(plane), FadeIn(shape), seconds=0.5)
        self.show(FadeIn(arrows), seconds=0.6)
        whole = VGroup(MathTex("A =", font_size=48, color=INK), matrix(MATRIX, columns=("yellow", "red"))).arrange(RIGHT, buff=0.2)
        self.show(*self.place(whole), FadeIn(whole), seconds=0.6)
        cue("first")
        self.show(first.animate.set_value(1), seconds=2)
        cue("second")
        self.show(second.animate.set_value(1), seconds=2)
        cue("shape", 2)
        self.show(Create(plane.area([(0, 0), U, U + V, V], "blue", 0).set_stroke(width=7)), seconds=1)
        self.note("a parallelogram with these two sides", "blue")
