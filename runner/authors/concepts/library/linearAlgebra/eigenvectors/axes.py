from manim import *
from proofreel import *

MATRIX = [[2, 1], [1, 2]]


class OwnAxes(ProofreelScene):
    """A grid along the eigenvectors is stretched and stays a grid of the same lines."""

    def construct(self):
        matrix = np.array(MATRIX, dtype=float)
        values, vectors = np.linalg.eig(matrix)
        order = np.argsort(-np.abs(values.real))
        values, vectors = values.real[order], vectors.real[:, order]
        self.title("The map in its own directions")
        self.split()
        share = ValueTracker(0)
        plane = Grid((-5, 5), (-4, 4))
        lattice = plane.lattice(lambda: mix(MATRIX, share.get_value()) @ vectors)
        cue("grid", 2)
        self.show(FadeIn(plane), seconds=0.5)
        self.show(FadeIn(lattice), seconds=1)
        cue("arrows")
        arrows = VGroup(*[plane.live_arrow(lambda k=k: mix(MATRIX, share.get_value()) @ vectors[:, k], role) for k, role in ((0, "yellow"), (1, "red"))])
        self.show(*[FadeIn(arrow) for arrow in arrows], seconds=0.6)
        cue("apply", 2)
        self.show(share.animate.set_value(1), seconds=3)
        self.formula(rf"⟦yellow|\lambda_1 = {rounded(values[0])}⟧ \qquad ⟦red|\lambda_2 = {rounded(values[1])}⟧", 46)
        cue("learned")
        self.note("An eigenvector keeps its line; its eigenvalue says how much longer it gets.", "ink", 32)
