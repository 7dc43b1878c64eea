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


class Question(ProofreelScene):
    """Two arrows, and the shadow of one on the line of the other."""

    def construct(self):
        self.title("How far does one go along the other?")
        self.split()
        plane = Grid.around([U, V, SHADOW])
        u, v = plane.arrow(U, "blue"), plane.arrow(V, "yellow")
        names = VGroup(plane.named(r"\vec u", U, "blue", away=-0.1, aside=-0.4 if U[0] * V[1] > U[1] * V[0] else 0.4), plane.named(r"\vec v", V, "yellow"))
        cue("arrows", 2)
        self.show(FadeIn(plane), seconds=0.4)
        self.show(GrowArrow(u), GrowArrow(v), FadeIn(names), seconds=1)
        self.formula(rf"⟦blue|\vec u = {column_tex(U)}⟧ \quad ⟦yellow|\vec v = {column_tex(V)}⟧", 44)
        cue("light", 2)
        line = plane.through(U, "blue", stroke_width=2, stroke_opacity=0.6)
        fall = DashedLine(plane.at(V), plane.at(SHADOW), color=MUTED, stroke_width=3)
        self.show(Create(line), Create(fall), seconds=1)
        shade = Line(plane.at((0, 0)), plane.at(SHADOW), color=colour("green"), stroke_width=9)
        self.show(TransformFromCopy(Line(plane.at((0, 0)), plane.at(V), color=colour("green"), stroke_width=9), shade), seconds=1.2)
        cue("shadow")
        self.note(f"shadow of v on u: {rounded(PRODUCT / sized(U))}", "green")
        cue("ask")
        self.note("One number from two arrows: the dot product", "ink", 30)
