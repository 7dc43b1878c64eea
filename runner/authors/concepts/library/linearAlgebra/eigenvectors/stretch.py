from manim import *
from proofreel import *

MATRIX = [[2, 1], [1, 2]]


class Stretch(ProofreelScene):
    """Each eigenvector is multiplied by its eigenvalue: the check, by numbers and in the picture."""

    def construct(self):
        matrix = np.array(MATRIX, dtype=float)
        pairs = sorted(self.pairs(matrix), key=lambda pair: -abs(pair[0]))
        self.title("Each one is only stretched")
        self.split()
        tips = [v for _, v in pairs] + [value * v for value, v in pairs]
        reach = max(2.0, float(np.ceil(max(max(abs(t[0]) / 1.25, abs(t[1])) for t in tips) + 0.6)))
        plane = Grid((-np.ceil(1.25 * reach), np.ceil(1.25 * reach)), (-reach, reach))
        self.show(FadeIn(plane), seconds=0.4)
        for k, ((value, v), role) in enumerate(zip(pairs, ("yellow", "red")), 1):
            grown = ValueTracker(1)
            line = plane.through(v, role, stroke_width=1.5, stroke_opacity=0.7)
            arrow = plane.live_arrow(lambda v=v, grown=grown: grown.get_value() * v, role)
            cue(f"check-{k}", 2)
            self.show(FadeIn(line), FadeIn(arrow), seconds=0.8)
            equals = "=" if np.allclose([*v, value], np.round([*v, value])) else r"\approx"
            self.formula(rf"A ⟦{role}|{column_tex(v)}⟧ {equals} {column_tex(matrix @ v)}", 46)
            cue(f"grow-{k}", 2)
            if abs(value - 1) < 0.005:
                self.show(Flash(plane.at(v), color=colour(role)), seconds=1)
            else:
                self.show(grown.animate.set_value(value), seconds=2)
            self.step(rf"{equals} {rounded(value)} \cdot ⟦{role}|{column_tex(v)}⟧")
        cue("checked")
        self.check("A v = λ v for both")

    def pairs(self, matrix):
        """Eigenvalues with eigenvectors of small whole numbers where there are such."""
        found = []
        values, vectors = np.linalg.eig(matrix)
        for value, v in zip(values.real, vectors.real.T):
            v = v / v[np.argmax(np.abs(v))]
            best = next((v * k for k in (1, 2, 3, 4) if np.allclose(v * k, np.round(v * k), atol=1e-6)), v)
            found.append((float(value), best if best[np.argmax(np.abs(best))] > 0 else -best))
        return found
