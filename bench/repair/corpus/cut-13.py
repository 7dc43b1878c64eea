from manim import *

class Probability(Scene):
    def construct(self):
        dice = VGroup(*[Square(side_length=0.9) for _ in range(6)]).arrange(RIGHT)
        faces = VGroup(*[Text(str(i + 1)).move_to(d) for i, d in enumerate(dice)])
        self.play(Create(dice), Write(faces))
        p = MathTex(r"P(\text{even}) = \frac{3}{6} = \frac{1}{2}").shift(2 * DOWN)
        for i in (1, 3, 5):
            self.play(dice[i].animate.set_fill(GREEN, 0.5), run_time=0.4)
        self.play(Write(p))
        self.play(Circumscribe(p))
        summary = r"""So half of all
        throws are ev