from manim import *

class FractionParts(Scene):
    def construct(self):
        eq = MathTex(r"\frac{a}{b} + \frac{c}{d}", substrings_to_isolate=["a", "c"])
        self.play(Write(eq))
        self.play(eq.animate.set_color_by_tex("a", RED))
        common = MathTex(r"\frac{ad + bc}{bd}").next_to(eq, DOWN, buff=1)
        self.play(TransformFromCopy(eq, common))
        self.play(eq[0][25].animate.set_color(BLUE))
        self.wait()
