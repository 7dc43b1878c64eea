from manim import *

class Angle90(Scene):
    def construct(self):
        a = Line(ORIGIN, 2 * RIGHT)
        b = Line(ORIGIN, 2 * UP)
        mark = RightAngle(a, b, length=0.3)
        self.play(Create(a), Create(b))
        self.play(Create(mark))
        label = MathTex(r"90^\circ").next_to(mark, UR, buff=0.1)
        self.play(Write(label))
        self.wait()
