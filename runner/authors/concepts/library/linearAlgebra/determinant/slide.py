from manim import *
from proofreel import *

MATRIX = [[3, 1], [1, 2]]
A = np.array(MATRIX, dtype=float)
U, V = A[:, 0], A[:, 1]
DETERMINANT = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


class Slide(ProofreelScene):
    """Slid along its own sides the parallelogram keeps its area and becomes a rectangle."""

    def construct(self):
        self.title("Slide it upright")
        self.split()
        base, other, swapped = self.order()
        along = other - self.factor(base, other) * base
        flat = base - self.factor(along, base, self.axis(base)) * along
        s, t = ValueTracker(0), ValueTracker(0)
        v = lambda: (1 - s.get_value()) * other + s.get_value() * along
        u = lambda: (1 - t.get_value()) * base + t.get_value() * flat
        plane = Grid.around([base, other, base + other, along, base + along, flat, flat + along])
        roles = ("red", "yellow") if swapped else ("yellow", "red")
        shape = always_redraw(lambda: plane.area([(0, 0), u(), u() + v(), v()], "blue"))
        arrows = VGroup(plane.live_arrow(u, roles[0]), plane.live_arrow(v, roles[1]))
        cue("shape")
        self.show(FadeIn(plane), FadeIn(shape), FadeIn(arrows), seconds=0.6)
        cue("slide")
        self.slid(plane, s, base, other, along)
        cue("again")
        self.slid(plane, t, along, base, flat)
        cue("measure", 2)
        width, height = np.abs(flat).max(), np.abs(along).max()
        equals = "=" if abs(round(width * 100) / 100 - width) + abs(round(height * 100) / 100 - height) < 1e-9 else r"\approx"
        self.formula(rf"{rounded(width)} \cdot {rounded(height)} {equals} ⟦blue|{rounded(abs(DETERMINANT))}⟧", 50)
        self.note("sliding changes no area")
        cue("formula", 2)
        (a, b), (c, d) = A
        self.formula(r"\det A = ad - bc", 50)
        self.step(rf"= {bracketed(a)} \cdot {bracketed(d)} - {bracketed(b)} \cdot {bracketed(c)} = ⟦blue|{rounded(DETERMINANT)}⟧")

    def slid(self, plane, share, still, before, after):
        """One side goes along the line of the other; a side that is upright already is only traced."""
        if np.allclose(before, after):
            self.show(Create(Line(plane.at((0, 0)), plane.at(after), color=INK, stroke_width=9)), seconds=1.2)
            return
        ends = [plane.at(before), plane.at(after)]
        track = DashedLine(*ends, color=MUTED, stroke_width=2)
        self.show(Create(track), share.animate.set_value(1), seconds=2.2)

    def axis(self, base):
        """The axis to which the base is to be turned: the other side loses this coordinate."""
        return int(self.pivot(base))

    def pivot(self, base):
        """0 or 1: which of its coordinates makes the squarer rectangle."""
        return min((0, 1), key=lambda k: max(abs(base[k]), abs(DETERMINANT / base[k])) if abs(base[k]) > 1e-9 else 1e9)

    def order(self):
        """Base and other side, so that the rectangle is as near to a square as can be; and whether they are swapped."""
        size = lambda side: min(max(abs(x), abs(DETERMINANT / x)) if abs(x) > 1e-9 else 1e9 for x in side)
        return (U, V, False) if size(U) <= size(V) else (V, U, True)

    def factor(self, base, other, axis=None):
        """How much of `base` is taken from `other` so that its coordinate along the axis goes."""
        k = self.pivot(base) if axis is None else 1 - axis
        return other[k] / base[k]
