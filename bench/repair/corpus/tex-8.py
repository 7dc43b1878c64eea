from manim import *

class FStrings(Scene):
    def construct(self):
        for n in range(1, 4):
            eq = MathTex(f"\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}")
            self.play(Write(eq))
            self.wait(0.5)
            self.play(FadeOut(eq))
        end = Text("Gauss knew this")
        self.play(FadeIn(end))
