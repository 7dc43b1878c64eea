from manim import *
from proofreel import *

MATRIX = [[3, 1], [1, 2]]
A = np.array(MATRIX, dtype=float)
U, V = A[:, 0], A[:, 1]
DETERMINANT = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


class Question(ProofreelScene):
    """The grid bends; a square of it grows or shrinks on the way."""

    def construct(self):
        self.title("How much bigger does it get?")
        self.split()
        share = ValueTracker(0)
        now = lambda: mix(MATRIX, share.get_value())
        plane = Grid.around([(1, 1), U, V, U + V, (-1, -1)])
        lattice = plane.lattice(now)
        square = always_redraw(lambda: plane.area([(0, 0), now()[:, 0], now()[:, 0] + now()[:, 1], now()[:, 1]], "yellow", 0.45))
        cue("square", 2)
        self.show(FadeIn(plane), FadeIn(lattice), seconds=0.6)
        self.show(FadeIn(square), seconds=0.6)
        self.note("area 1", "yellow")
        cue("matrix")
        self.formula("A = " + matrix_tex(MATRIX))
        cue("move")
        self.show(share.animate.set_value(1), seconds=3)
        cue("ask")
        self.note("How many times its old area?", "ink", 32)
