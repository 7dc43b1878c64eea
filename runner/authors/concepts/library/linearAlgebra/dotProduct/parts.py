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


class Parts(ProofreelScene):
    """The shadow of the whole is the sum of its parts' shadows: so the products of components add up."""

    def construct(self):
        self.title("From components")
        self.split()
        first, second = np.array([V[0], 0]), np.array([0, V[1]])
        cast = lambda w: float(U @ w) / (U @ U) * U
        plane = Grid.around([U, V, first, cast(first), cast(second), SHADOW])
        line = plane.through(U, "blue", stroke_width=2, stroke_opacity=0.5)
        thick = lambda a, b, role, width: Line(plane.at(a), plane.at(b), color=colour(role), stroke_width=width)
        cue("split", 2)
        self.show(FadeIn(plane), FadeIn(line), FadeIn(plane.arrow(U, "blue")), FadeIn(plane.arrow(V, "yellow")), seconds=0.5)
        steps = VGroup(*[plane.arrow(tip, role, at, 5) for tip, role, at in ((first, "green", (0, 0)), (V, "red", first)) if sized(np.array(tip) - at) > 0])
        self.show(*[FadeIn(step) for step in steps], seconds=0.8)
        cue("first", 2)
        self.show(TransformFromCopy(thick((0, 0), first, "green", 8), thick((0, 0), cast(first), "green", 11)), seconds=1.2)
        self.formula(rf"⟦blue|{bracketed(U[0])}⟧ \cdot ⟦green|{bracketed(V[0])}⟧ = {rounded(U[0] * V[0])}", 44)
        cue("second", 2)
        self.show(TransformFromCopy(thick(first, V, "red", 8), thick(cast(first), SHADOW, "red", 6)), seconds=1.2)
        self.formula(rf"⟦blue|{bracketed(U[1])}⟧ \cdot ⟦red|{bracketed(V[1])}⟧ = {rounded(U[1] * V[1])}", 44)
        cue("sum")
        sign = "+" if U[1] * V[1] >= 0 else "-"
        self.formula(rf"⟦blue|\vec u⟧ \cdot ⟦yellow|\vec v⟧ = {rounded(U[0] * V[0])} {sign} {rounded(abs(U[1] * V[1]))} = ⟦yellow|{rounded(PRODUCT)}⟧", 44)
