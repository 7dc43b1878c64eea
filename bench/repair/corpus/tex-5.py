from manim import *

class Chinese(Scene):
    def construct(self):
        title = Tex("勾股定理").to_edge(UP)
        self.play(Write(title))
        formula = MathTex(r"a^2 + b^2 = c^2")
        self.play(Write(formula))
        note = MathTex(r"\text{直角三角形}").next_to(formula, DOWN)
        self.play(FadeIn(note))
        self.wait()
