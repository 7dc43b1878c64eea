from manim import *
from proofreel import *

MATRIX = [[3, 1], [1, 2]]
A = np.array(MATRIX, dtype=float)
U, V = A[:, 0], A[:, 1]
DETERMINANT = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


class Sign(ProofreelScene):
    """One side swings over the other: the area goes to zero, and comes back with the other sign."""

    def construct(self):
        self.title("What does the sign say?")
        self.split()
        length = min(1.9, max(1.2, np.linalg.norm(U))), min(1.9, max(1.2, np.linalg.norm(V)))
        begin = np.arctan2(U[1], U[0])
        gap = ValueTracker(70 * DEGREES)
        u = lambda: length[0] * np.array([np.cos(begin), np.sin(begin)])
        v = lambda: length[1] * np.array([np.cos(begin + gap.get_value()), np.sin(begin + gap.get_value())])
        area = lambda: length[0] * length[1] * np.sin(gap.get_value())
        plane = Grid((-5, 5), (-4, 4))
        shape = always_redraw(lambda: plane.area([(0, 0), u(), u() + v(), v()], "green" if area() > 0 else "red", 0.35))
        arrows = VGroup(plane.live_arrow(u, "yellow"), plane.live_arrow(v, "blue"))
        turn = always_redraw(lambda: Arc(0.5, begin, gap.get_value(), arc_center=plane.at((0, 0)), color=INK, stroke_width=3))
        cue("start", 2)
        self.show(FadeIn(plane), FadeIn(shape), FadeIn(arrows), FadeIn(turn), seconds=0.6)
        number = readout("determinant", area, "ink", 2, 32).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.show(FadeIn(number), seconds=0.4)
        cue("left")
        self.items = [number]
        self.note("second side to the left: plus", "green")
        cue("swing")
        self.show(gap.animate.set_value(0.0001), seconds=2.5)
        cue("zero")
        self.note("on one line: zero", "ink")
        cue("flip", 2)
        self.show(gap.animate.set_value(-70 * DEGREES), seconds=2.5)
        self.note("to the right: minus, the plane is turned over", "red")
