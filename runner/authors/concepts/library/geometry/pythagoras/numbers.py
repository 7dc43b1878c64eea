from manim import *
from proofreel import *

# The legs of the right triangle.
A = 3
B = 4


class Numbers(ProofreelScene):
    def construct(self):
        self.title("With our numbers")
        self.split()
        unit = min(4.4 / B, 5.0 / A)
        corner = np.array([-5.9, -2.3, 0])
        right, top = corner + unit * A * RIGHT, corner + unit * B * UP
        triangle = Polygon(corner, right, top, color=INK, fill_opacity=0.12, stroke_width=4)
        square = Square(0.28, color=INK, stroke_width=2).move_to(corner + 0.14 * (UP + RIGHT))
        a = formula(f"{A:g}", 44, role="blue").next_to((corner + right) / 2, DOWN, buff=0.12)
        b = formula(f"{B:g}", 44, role="green").next_to((corner + top) / 2, LEFT, buff=0.15)
        c = formula("?", 44, role="yellow").next_to((right + top) / 2, RIGHT + UP, buff=0.15)
        self.show(Create(triangle), FadeIn(square), FadeIn(a), FadeIn(b), FadeIn(c), seconds=1.0)
        cue("squares")
        self.formula(rf"⟦blue|{A:g}^2⟧ + ⟦green|{B:g}^2⟧ = ⟦blue|{A * A:g}⟧ + ⟦green|{B * B:g}⟧")
        cue("sum")
        self.step(rf"c^2 = ⟦yellow|{A * A + B * B:g}⟧")
        cue("root", 2)
        long = np.sqrt(A * A + B * B)
        exact = abs(long - round(long, 2)) < 1e-9
        self.step(rf"c {'=' if exact else chr(92) + 'approx'} ⟦yellow|{long:.4g}⟧")
        self.show(Transform(c, formula(f"{long:.3g}", 44, role="yellow").move_to(c)), seconds=0.8)
        self.wait(0.5)
