from manim import *

class Shapes(Scene):
    def construct(self):
        a = Square(color=RED)
        b = Circle(color=BLUE)
        c = Triangle(color=GREEN)
        self.play(Create(a))
        self.play(ReplacementTransform(a, b))
        self.play(ReplacementTransform(b, c))
        self.play(Uncreate(c))
