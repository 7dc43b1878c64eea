from manim import *

class Vectors(Scene):
    def construct(self):
        v = MathTex(r"\bm{v} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}")
        w = MathTex(r"\bm{w} = \begin{bmatrix} 3 \\ -1 \end{bmatrix}").next_to(v, DOWN)
        self.play(Write(v))
        self.play(Write(w))
        dot = MathTex(r"\bm{v} \cdot \bm{w} = 1 \times 3 + 2 \times (-1) = 1").next_to(w, DOWN)
        self.play(Write(dot))
        self.wait()
