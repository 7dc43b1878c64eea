from manim import *
from proofreel import *

# The left factor works after the right one.
LEFT_FACTOR = [[1, 1], [0, 1]]
RIGHT_FACTOR = [[0, -1], [1, 0]]
A, B = np.array(LEFT_FACTOR, dtype=float), np.array(RIGHT_FACTOR, dtype=float)
PRODUCT = A @ B
TIPS = [*PRODUCT.T, *B.T, PRODUCT.sum(axis=1), B.sum(axis=1), (1, 1)]


class Question(ProofreelScene):
    """One map, and then another one."""

    def construct(self):
        self.title("One after the other")
        self.split()
        plane = Grid.around([*TIPS, (-1, -1)])
        first, second = ValueTracker(0), ValueTracker(0)
        now = lambda: mix(A, second.get_value()) @ mix(B, first.get_value())
        lattice = plane.lattice(now)
        # A flag rather than a square: it shows turns and mirror images.
        flag = np.array([(0, 0), (0, 1), (0.8, 1), (0.8, 0.55), (0.25, 0.55), (0.25, 0)]).T
        shape = always_redraw(lambda: plane.area((now() @ flag).T, "yellow", 0.5))
        cue("grid", 2)
        self.show(FadeIn(plane), FadeIn(lattice), seconds=0.5)
        self.show(FadeIn(shape), seconds=0.5)
        cue("first", 2)
        self.formula(rf"⟦blue|B = {matrix_tex(B)}⟧", 46)
        self.show(first.animate.set_value(1), seconds=2)
        cue("second", 2)
        self.formula(rf"⟦red|A = {matrix_tex(A)}⟧", 46)
        self.show(second.animate.set_value(1), seconds=2)
        cue("ask")
        self.note("Is there one matrix that does both?", "yellow", 32)
