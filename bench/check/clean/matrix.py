from manim import *


class MatrixProduct(Scene):
    """Matrices side by side, rows and columns boxed."""

    def construct(self):
        left = Matrix([[1, 2], [3, 4]])
        right = Matrix([["x"], ["y"]])
        result = Matrix([["x+2y"], ["3x+4y"]])
        group = VGroup(left, right, MathTex("="), result).arrange(RIGHT)
        self.play(Write(left), Write(right))
        rows = SurroundingRectangle(left.get_rows()[0], color=YELLOW), SurroundingRectangle(right.get_columns()[0], color=YELLOW)
        self.play(*[Create(box) for box in rows])
        self.play(Write(group[2]), FadeIn(result))
        self.play(left.get_columns()[0].animate.set_color(RED))
        self.wait()
