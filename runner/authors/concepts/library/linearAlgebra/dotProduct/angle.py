from manim import *
from proofreel import *

FIRST = [4, 1]
SECOND = [2, 3]
U, V = np.array(FIRST, dtype=float), np.array(SECOND, dtype=float)
PRODUCT = float(U @ V)
SHADOW = PRODUCT / (U @ U) * U


def sized(tip):
    """A vector's length."""
    return float(np.linalg.norm(tip))


class AngleBetween(ProofreelScene):
    """Solved for the angle."""

    def construct(self):
        self.title("What is the angle between them?")
        self.split()
        plane = Grid.around([U, V])
        cosine = PRODUCT / (sized(U) * sized(V))
        begin = np.arctan2(U[1], U[0])
        turn = np.arctan2(U[0] * V[1] - U[1] * V[0], PRODUCT)
        cue("formula", 2)
        self.show(FadeIn(plane), FadeIn(plane.arrow(U, "blue")), FadeIn(plane.arrow(V, "yellow")), seconds=0.5)
        self.formula(r"⟦blue|\vec u⟧ \cdot ⟦yellow|\vec v⟧ = |⟦blue|\vec u⟧|\,|⟦yellow|\vec v⟧| \cos ⟦green|\varphi⟧", 46)
        share = ValueTracker(0.001)
        radius = max(0.5, min(1.1, 0.5 * plane.unit * min(sized(U), sized(V))))
        arc = always_redraw(lambda: Arc(radius, begin, turn * share.get_value(), arc_center=plane.at((0, 0)), color=colour("green"), stroke_width=5))
        cue("numbers", 2)
        self.add(arc)
        self.step(rf"{rounded(PRODUCT)} \approx {rounded(sized(U))} \cdot {rounded(sized(V))} \cdot \cos ⟦green|\varphi⟧")
        self.show(share.animate.set_value(1), seconds=2)
        cue("angle", 2)
        self.step(rf"\cos ⟦green|\varphi⟧ \approx {rounded(cosine, 3)}")
        self.step(rf"⟦green|\varphi⟧ \approx ⟦green|{rounded(np.degrees(np.arccos(np.clip(cosine, -1, 1))), 1)}^\circ⟧")
