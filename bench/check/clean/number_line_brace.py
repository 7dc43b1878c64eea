from manim import *


class NumberLineBrace(Scene):
    """A dot on a number line, its label and a brace above it."""

    def construct(self):
        line = NumberLine(x_range=[-5,5,1], length=10, include_numbers=True)
        self.play(Create(line))
        dot = Dot(line.n2p(2), color=YELLOW)
        lab = MathTex("x=2").next_to(dot, UP)
        self.play(FadeIn(dot), Write(lab))
        br = BraceBetweenPoints(line.n2p(0), line.n2p(2), UP, buff=0.9)
        t = br.get_tex("2")
        self.play(GrowFromCenter(br), FadeIn(t))
        self.play(dot.animate.move_to(line.n2p(-3)), FadeOut(br), FadeOut(t), lab.animate.next_to(line.n2p(-3), UP))
        self.wait()
