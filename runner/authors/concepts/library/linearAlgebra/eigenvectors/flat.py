from manim import *
from proofreel import *

MATRIX = [[2, 1], [1, 2]]


class Flat(ProofreelScene):
    """λ is taken off the diagonal; where the parallelogram of A − λI goes flat, λ is an eigenvalue."""

    def construct(self):
        matrix = np.array(MATRIX, dtype=float)
        (a, b), (c, d) = matrix
        low, high = sorted(float(value) for value in np.linalg.eigvals(matrix).real)
        self.title("For which λ does the square go flat?")
        self.split()
        lam = ValueTracker(min(0.0, low - 0.8))
        now = lambda: matrix - lam.get_value() * np.eye(2)
        spans = [np.abs(matrix - x * np.eye(2)) @ [1, 1] for x in (lam.get_value(), low, high)]
        reach = max(2.0, float(np.ceil(max(np.max(span) for span in spans) + 0.3)))
        plane = Grid((-reach, reach), (-reach, reach))
        self.show(FadeIn(plane), seconds=0.4)
        cue("equation")
        self.formula(r"A v = \lambda v")
        cue("rewrite")
        self.step(r"(A - \lambda I)\, v = 0")
        cue("square", 2)
        corners = lambda: [(0, 0), now()[:, 0], now()[:, 0] + now()[:, 1], now()[:, 1]]
        area = always_redraw(lambda: plane.area(corners(), "blue"))
        sides = VGroup(plane.live_arrow(lambda: now()[:, 0], "yellow"), plane.live_arrow(lambda: now()[:, 1], "red"))
        self.show(FadeIn(area), FadeIn(sides), seconds=0.8)
        self.step(r"\det(A - \lambda I) = 0")
        names = VGroup(MathTex(r"\lambda =", font_size=44), MathTex(r"\text{area} =", font_size=44)).arrange(DOWN, buff=0.3, aligned_edge=RIGHT)
        names.move_to([2.2, -2.2, 0]).set_color(INK)
        names[1].set_color(colour("blue"))
        values = VGroup(
            DecimalNumber(lam.get_value(), 2, font_size=44, color=INK).add_updater(lambda n: n.set_value(lam.get_value()).next_to(names[0], RIGHT, buff=0.2)),
            DecimalNumber(abs(np.linalg.det(now())), 2, font_size=44, color=colour("blue")).add_updater(lambda n: n.set_value(abs(np.linalg.det(now()))).next_to(names[1], RIGHT, buff=0.2)),
        )
        cue("slide", 2)
        self.show(FadeIn(names), FadeIn(values), seconds=0.4)
        self.show(lam.animate.set_value(low), seconds=4)
        cue("first")
        self.show(Create(plane.through(self.kept(matrix, low), "green")), seconds=0.8)
        cue("on")
        self.show(lam.animate.set_value(high), seconds=4)
        cue("second")
        self.show(Create(plane.through(self.kept(matrix, high), "green")), seconds=0.8)
        cue("roots")
        trace, det = a + d, a * d - b * c
        middle = f"{'-' if trace > 0 else '+'} {'' if abs(trace) == 1 else rounded(abs(trace))}\\lambda" if trace else ""
        last = f"{'+' if det > 0 else '-'} {rounded(abs(det))}" if det else ""
        self.step(rf"\lambda^2 {middle} {last} = 0")

    def kept(self, matrix, value):
        """The direction that A − value·I presses everything into: the flat image's line."""
        flat = matrix - value * np.eye(2)
        return max((flat[:, 0], flat[:, 1]), key=np.linalg.norm)
