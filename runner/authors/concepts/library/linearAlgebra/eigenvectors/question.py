from manim import *
from proofreel import *

MATRIX = [[2, 1], [1, 2]]


class Question(ProofreelScene):
    """The grid bends, and the arrows that came along leave their lines."""

    def construct(self):
        self.title("Which arrows keep their direction?")
        self.split()
        share = ValueTracker(0)
        now = lambda: mix(MATRIX, share.get_value())
        plane = Grid((-5, 5), (-4, 4))
        lattice = plane.lattice(now)
        cue("matrix", 2)
        self.show(FadeIn(plane), seconds=0.6)
        self.formula("A = " + matrix_tex(MATRIX))
        cue("move", 2)
        self.show(FadeIn(lattice), seconds=0.5)
        self.show(share.animate.set_value(1), seconds=3)
        cue("arrows", 2)
        self.show(share.animate.set_value(0), seconds=1.2)
        starts = self.starts()
        roles = ["yellow", "red", "green"]
        arrows = VGroup(*[plane.live_arrow(lambda v=v: now() @ v, role) for v, role in zip(starts, roles)])
        self.show(*[FadeIn(arrow) for arrow in arrows], seconds=0.8)
        cue("turn", 2)
        lines = VGroup(*[DashedVMobject(plane.through(v, role, stroke_width=2), 40) for v, role in zip(starts, roles)])
        self.show(FadeIn(lines), seconds=0.8)
        self.show(share.animate.set_value(1), seconds=3)
        cue("ask")
        self.note("Is there an arrow that stays on its own line?", "yellow", 32)

    def starts(self):
        """Three arrows that stay in the picture, in directions that the matrix turns most, apart from each other."""
        matrix = np.array(MATRIX, dtype=float)

        def turned(angle):
            v = np.array([np.cos(angle), np.sin(angle)])
            w = matrix @ v
            return abs(np.arctan2(v[0] * w[1] - v[1] * w[0], v @ w))

        chosen = []
        for angle in sorted(np.arange(0, TAU, TAU / 48), key=turned, reverse=True):
            if all(abs(np.angle(np.exp(1j * (angle - other)))) > 0.9 and abs(np.sin(angle - other)) > 0.3 for other in chosen):
                chosen.append(angle)
        length = min(1.5, 3.7 / np.linalg.norm(matrix, 2))
        return [length * np.array([np.cos(angle), np.sin(angle)]) for angle in chosen[:3]]
