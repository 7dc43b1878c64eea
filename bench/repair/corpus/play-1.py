from manim import *

class OldPlay(Scene):
    def construct(self):
        square = Square()
        circle = Circle().shift(2 * RIGHT)
        self.play(square)
        self.play(square.shift, 2 * LEFT)
        self.play(Create(circle))
        self.play(circle.set_fill, BLUE, 0.5)
        self.play(square.rotate(PI / 4))
        self.play(circle.animate.shift(UP, run_time=2))
        self.wait(0)
        self.play(FadeOut(square), FadeOut(circle))
