from manim import *

class MissingBrace(Scene):
    def construct(self):
        steps = [
            r"\frac{d}{dx} \left( x^2 \right) = 2x",
            r"\frac{d}{dx} \left( \sin x \right = \cos x",
            r"\frac{d}{dx} e^{x = e^x",
        ]
        group = VGroup(*[MathTex(s) for s in steps]).arrange(DOWN, buff=0.5)
        for line in group:
            self.play(Write(line))
        self.play(group.animate.scale(0.8))
        self.wait()
