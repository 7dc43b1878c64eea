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


class Turn(ProofreelScene):
    """The second arrow turns: its shadow shortens, vanishes, and falls on the other side."""

    def construct(self):
        self.title("Shadow times length")
        self.split()
        reach = float(np.ceil(max(sized(U), sized(V)) + 0.5))
        plane = Grid((-np.ceil(1.25 * reach), np.ceil(1.25 * reach)), (-reach, reach))
        start = np.arctan2(V[1], V[0])
        base = np.arctan2(U[1], U[0])
        gap = ValueTracker(start - base)
        v = lambda: sized(V) * np.array([np.cos(base + gap.get_value()), np.sin(base + gap.get_value())])
        product = lambda: float(U @ v())
        shadow = lambda: product() / (U @ U) * U
        role = lambda: "green" if product() >= 0 else "red"
        line = plane.through(U, "blue", stroke_width=2, stroke_opacity=0.5)
        shade = always_redraw(lambda: Line(plane.at((0, 0)), plane.at(shadow()) + 1e-4, color=colour(role()), stroke_width=10))
        fall = always_redraw(lambda: Line(plane.at(v()), plane.at(shadow()) + 1e-4, color=MUTED, stroke_width=2))
        cue("product", 2)
        self.show(FadeIn(plane), FadeIn(line), FadeIn(plane.arrow(U, "blue")), FadeIn(shade), FadeIn(fall), FadeIn(plane.live_arrow(v, "yellow")), seconds=0.6)
        self.formula(r"⟦blue|\vec u⟧ \cdot ⟦yellow|\vec v⟧ = ⟦blue|\text{length of } u⟧ \cdot ⟦green|\text{shadow}⟧", 40)
        number = readout("u · v =", product, "ink", 1, 40).move_to([0.9, 0.6, 0], aligned_edge=LEFT)
        self.show(FadeIn(number), seconds=0.4)
        sign = 1 if np.sin(gap.get_value()) >= 0 else -1
        cue("along")
        self.show(gap.animate.set_value(0), seconds=2)
        cue("across")
        self.show(gap.animate.set_value(sign * 90 * DEGREES), seconds=2)
        cue("zero")
        corner = RightAngle(Line(plane.at((0, 0)), plane.at(U)), Line(plane.at((0, 0)), plane.at(v())), length=0.3, color=colour("green"), stroke_width=3)
        self.show(Create(corner), seconds=0.6)
        cue("against")
        self.show(FadeOut(corner), gap.animate.set_value(sign * 150 * DEGREES), seconds=2)
