from manim import *

class Quadratic(Scene):
    def construct(self):
        eq = MathTex("ax^2 + bx + c = 0")
        self.play(Write(eq))
        self.play(eq.animate.to_edge(UP))
        sol = MathTex("x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}")
        self.play(Write(sol))
        box = SurroundingRectangle(sol, color=YELLOW)
        self.play(Create(box))
        self.wait(2)
