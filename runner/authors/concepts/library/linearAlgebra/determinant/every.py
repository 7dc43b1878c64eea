from manim import *
from proofreel import *

MATRIX = [[3, 1], [1, 2]]
A = np.array(MATRIX, dtype=float)
U, V = A[:, 0], A[:, 1]
DETERMINANT = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


class Every(ProofreelScene):
    """What holds for one square holds for all of them, and so for every shape."""

    def construct(self):
        self.title("The same factor for every shape")
        self.split()
        share = ValueTracker(0)
        now = lambda: mix(MATRIX, share.get_value())
        stretch = np.linalg.norm(A, 2)
        reach = max(3.0, float(np.ceil(1.2 * stretch + 0.4)))
        plane = Grid((-np.ceil(1.2 * reach), np.ceil(1.2 * reach)), (-reach, reach))
        lattice = plane.lattice(now)
        # A blob and its area, by the shoelace formula.
        turns = np.linspace(0, TAU, 73)[:-1]
        blob = np.array([(1 + 0.16 * np.sin(3 * a + 0.5)) * np.array([np.cos(a), np.sin(a)]) for a in turns]).T
        area = 0.5 * abs(np.dot(blob[0], np.roll(blob[1], -1)) - np.dot(blob[1], np.roll(blob[0], -1)))
        shape = always_redraw(lambda: plane.area((now() @ blob).T, "yellow", 0.45))
        cue("shape", 2)
        self.show(FadeIn(plane), FadeIn(lattice), seconds=0.5)
        self.show(FadeIn(shape), seconds=0.6)
        self.formula(rf"\text{{area }} ⟦yellow|{rounded(area)}⟧", 46)
        cue("move")
        self.show(share.animate.set_value(1), seconds=3)
        cue("times")
        self.step(rf"{rounded(area)} \cdot ⟦blue|{rounded(abs(DETERMINANT))}⟧ \approx ⟦yellow|{rounded(area * abs(DETERMINANT))}⟧")
        cue("learned")
        self.note("The determinant is the factor by which a matrix multiplies areas.", "ink", 32)
