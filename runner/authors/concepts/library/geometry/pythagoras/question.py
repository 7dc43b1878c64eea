from manim import *
from proofreel import *

# The legs of the right triangle.
A = 3
B = 4


class Question(ProofreelScene):
    def construct(self):
        self.title("Three squares")
        # The squares around the triangle reach as far as this.
        unit = min(4.9 / (A + 2 * B if A < B else B + 2 * A), 4.9 / (2 * max(A, B) + min(A, B)))
        corner = np.array([0.0, 0.0, 0])
        right, top = corner + unit * A * RIGHT, corner + unit * B * UP
        triangle = Polygon(corner, right, top, color=INK, fill_color=INK, fill_opacity=0.25, stroke_width=4)
        first = Polygon(corner, right, right + unit * A * DOWN, corner + unit * A * DOWN, color=colour("blue"), fill_opacity=0.4, stroke_width=3)
        second = Polygon(corner, top, top + unit * B * LEFT, corner + unit * B * LEFT, color=colour("green"), fill_opacity=0.4, stroke_width=3)
        out = unit * np.array([B, A, 0])
        third = Polygon(right, top, top + out, right + out, color=colour("yellow"), fill_opacity=0.4, stroke_width=3)
        whole = VGroup(triangle, first, second, third)
        whole.move_to([0, -0.25, 0])
        names = [
            formula(rf"{tex}^2", 44, role=role).move_to(square) for tex, square, role in (("a", first, "ink"), ("b", second, "ink"), ("c", third, "ink"))
        ]
        self.show(Create(triangle), seconds=0.9)
        cue("legs")
        self.show(GrowFromEdge(first, UP), GrowFromEdge(second, RIGHT), FadeIn(names[0]), FadeIn(names[1]), seconds=1.4)
        cue("long")
        self.show(GrowFromPoint(third, (triangle.get_corner(UP + LEFT) + triangle.get_corner(DOWN + RIGHT)) / 2), FadeIn(names[2]), seconds=1.4)
        cue("ask")
        question = formula(r"⟦blue|a^2⟧ + ⟦green|b^2⟧ = ⟦yellow|c^2⟧ \; ?", 50).move_to([4.7, -2.0, 0])
        self.show(Write(question), seconds=1.2)
        self.wait(0.5)
