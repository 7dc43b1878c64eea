from manim import *

class Loop(Scene):
    def construct(self):
        dots = VGroup(*[Dot() for _ in range(6)]).arrange(RIGHT)
        self.play(Create(dots))
        for i, dot in enumerate(dots):
        # highlight
        self.play(dots[2].animate.set_color(RED))
        else:
            self.wait()
        self.play(dots.animate.arrange(DOWN))
        self.play(FadeOut(dots)))
