from manim import *

class GreekLetters(Scene):
    def construct(self):
        letters = ["α", "β", "θ", "π"]
        row = VGroup(*[MathTex(f"{l} = ?") for l in letters]).arrange(RIGHT, buff=1)
        self.play(Write(row))
        area = MathTex("A = πr²").shift(2 * DOWN)
        self.play(Write(area))
        self.play(Indicate(area))
        rule = MathTex("0 ≤ θ ≤ 2π").shift(3 * DOWN)
        self.play(Write(rule))
