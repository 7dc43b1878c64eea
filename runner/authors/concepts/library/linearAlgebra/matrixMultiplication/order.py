from manim import *
from proofreel import *

# The left factor works after the right one.
LEFT_FACTOR = [[1, 1], [0, 1]]
RIGHT_FACTOR = [[0, -1], [1, 0]]
A, B = np.array(LEFT_FACTOR, dtype=float), np.array(RIGHT_FACTOR, dtype=float)
PRODUCT = A @ B
TIPS = [*PRODUCT.T, *B.T, PRODUCT.sum(axis=1), B.sum(axis=1), (1, 1)]


class Order(ProofreelScene):
    """The other order, beside the first one."""

    def construct(self):
        other = B @ A
        same = np.allclose(PRODUCT, other)
        self.title("Does the order matter?")
        tips = [*TIPS, *other.T, *A.T, other.sum(axis=1), A.sum(axis=1), (-1, -1)]
        planes = [Grid.around(tips, width=5.6, height=3.6, centre=(x, 0.5)) for x in (-3.2, 3.4)]
        steps = [ValueTracker(0) for _ in range(4)]
        maps = (
            lambda: mix(A, steps[1].get_value()) @ mix(B, steps[0].get_value()),
            lambda: mix(B, steps[3].get_value()) @ mix(A, steps[2].get_value()),
        )
        flag = np.array([(0, 0), (0, 1), (0.8, 1), (0.8, 0.55), (0.25, 0.55), (0.25, 0)]).T
        shapes = [always_redraw(lambda plane=plane, now=now: plane.area((now() @ flag).T, "yellow", 0.5)) for plane, now in zip(planes, maps)]
        lattices = [plane.lattice(now) for plane, now in zip(planes, maps)]
        names = VGroup(*[formula(tex, 42).move_to([plane.centre[0], -2.25, 0]) for tex, plane in zip((rf"⟦red|A⟧⟦blue|B⟧ = {matrix_tex(PRODUCT)}", rf"⟦blue|B⟧⟦red|A⟧ = {matrix_tex(other)}"), planes)])
        for name in names:
            name.scale(0.85)
        cue("both")
        self.show(*[FadeIn(part) for part in (*planes, *lattices, *shapes)], seconds=0.6)
        cue("left", 2)
        self.show(steps[0].animate.set_value(1), seconds=1.4)
        self.show(steps[1].animate.set_value(1), FadeIn(names[0]), seconds=1.4)
        cue("right", 2)
        self.show(steps[2].animate.set_value(1), seconds=1.4)
        self.show(steps[3].animate.set_value(1), FadeIn(names[1]), seconds=1.4)
        cue("learned")
        sign = MathTex("=" if same else r"\neq", font_size=64, color=colour("green" if same else "red")).move_to([0.1, 0.5, 0])
        self.show(FadeIn(sign, scale=1.6), seconds=0.7)
