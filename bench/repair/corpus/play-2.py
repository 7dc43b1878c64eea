from manim import *

class Stepwise(Scene):
    def construct(self):
        dots = VGroup(*[Dot() for _ in range(5)]).arrange(RIGHT)
        self.play(Succession(*[Create(d) for d in dots]))
        self.play(Succession(dots[0].animate.shift(UP), self.wait(1), dots[1].animate.shift(UP)))
        self.play(ReplacementTransform(dots[2]))
        label = always_redraw(Text("moving").next_to(dots, DOWN))
        self.add(label)
        self.play(dots.animate.shift(UP))
        self.play(self.clear())
        self.wait()
