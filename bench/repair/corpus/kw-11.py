from manim import *

class MatrixScene(Scene):
    def construct(self):
        m = Matrix([[1, 2], [3, 4]], bracket_color=YELLOW, h_buff=1.0)
        n = Matrix([["a", "b"], ["c", "d"]], element_color=BLUE)
        times = MathTex(r"\times")
        row = VGroup(m, times, n).arrange(RIGHT)
        self.play(Write(m))
        self.play(Write(times), Write(n))
        box = SurroundingRectangle(m.get_rows()[0], color=GREEN)
        self.play(Create(box))
        self.play(box.animate.move_to(m.get_columns()[1]))
        self.wait()
