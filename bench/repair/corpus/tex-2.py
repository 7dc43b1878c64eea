from manim import *

class Integrals(Scene):
    def construct(self):
        title = Tex("Integration by Parts & More").to_edge(UP)
        formula = MathTex(r"$\int u \, dv = uv - \int v \, du$")
        example = Tex(r"\int x e^x dx = x e^x - e^x + C")
        group = VGroup(formula, example).arrange(DOWN, buff=1)
        self.play(Write(title))
        self.play(Write(formula))
        self.play(Write(example))
        self.play(Circumscribe(example))
        self.wait()
