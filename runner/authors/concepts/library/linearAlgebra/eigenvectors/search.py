from manim import *
from proofreel import *

MATRIX = [[2, 1], [1, 2]]


class Search(ProofreelScene):
    """An arrow of length one goes all around; its image runs ahead and behind, and twice they share a line."""

    def construct(self):
        matrix = np.array(MATRIX, dtype=float)
        values, vectors = np.linalg.eig(matrix)
        # One direction per eigenvalue, in the upper half plane, in the order in which the arrow meets them.
        angles = sorted(float(np.arctan2(*(vectors[::-1, k] * (1 if vectors[1, k] > 1e-9 or (abs(vectors[1, k]) <= 1e-9 and vectors[0, k] > 0) else -1)))) % PI for k in (0, 1))
        first, second = angles
        begin = (second - PI + first) / 2

        self.title("Turn an arrow and watch its image")
        self.split()
        reach = max(2, np.ceil(np.linalg.norm(matrix, 2) + 0.4))
        plane = Grid((-np.ceil(1.25 * reach), np.ceil(1.25 * reach)), (-reach, reach))
        angle = ValueTracker(begin)
        v = lambda: np.array([np.cos(angle.get_value()), np.sin(angle.get_value())])
        w = lambda: matrix @ v()

        def between():
            """Degrees between the lines of the arrow and of its image."""
            a, b = v(), w()
            angle = abs(np.degrees(np.arctan2(a[0] * b[1] - a[1] * b[0], a @ b)))
            return min(angle, 180 - angle)

        arrow, image = plane.live_arrow(v, "yellow"), plane.live_arrow(w, "blue", width=5)
        circle = Circle(plane.unit, color=MUTED, stroke_width=2).move_to(plane.at((0, 0)))
        orbit = ParametricFunction(lambda s: plane.at(matrix @ [np.cos(s), np.sin(s)]), (0, TAU), color=colour("blue"), stroke_width=2, stroke_opacity=0.6)
        cue("arrow", 2)
        self.show(FadeIn(plane), FadeIn(circle), seconds=0.5)
        self.show(FadeIn(arrow), seconds=0.8)
        self.note("v, an arrow of length 1", "yellow")
        cue("image", 2)
        self.show(FadeIn(image), FadeIn(orbit), seconds=0.8)
        self.note("Av, where the matrix sends it", "blue")
        number = DecimalNumber(between(), 0, unit=r"^\circ", color=INK, font_size=56).add_updater(lambda d: d.set_value(between()))
        label = words("angle between their lines", BODY_SIZE, "muted")
        label.move_to([0.9 + label.width / 2, -1.2, 0])
        number.next_to(label, DOWN, buff=0.3, aligned_edge=LEFT)
        cue("turn", 2)
        self.show(FadeIn(label), FadeIn(number), seconds=0.4)
        self.show(angle.animate(rate_func=rate_functions.ease_in_out_sine).set_value(first), seconds=4)
        cue("first")
        one = plane.through([np.cos(first), np.sin(first)], "green", stroke_width=4)
        self.show(Create(one), seconds=0.8)
        cue("on")
        self.show(angle.animate(rate_func=rate_functions.ease_in_out_sine).set_value(second), seconds=4)
        cue("second")
        two = plane.through([np.cos(second), np.sin(second)], "green", stroke_width=4)
        self.show(Create(two), seconds=0.8)
        cue("name")
        self.show(*[line.animate(rate_func=there_and_back).set_stroke(width=11) for line in (one, two)], seconds=0.8)
        self.note("two directions stay: the eigenvectors", "green")
