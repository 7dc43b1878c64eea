from manim import *

class AngleDemo(Scene):
    def construct(self):
        l1 = Line(ORIGIN, 3 * RIGHT)
        l2 = Line(ORIGIN, 2 * UP + 2 * RIGHT)
        self.play(Create(l1), Create(l2))
        angle = Angle(RIGHT, UR, radius=0.7)
        self.play(Create(angle))
        theta = MathTex("\\theta").move_to(angle.get_center + 0.4 * RIGHT)
        self.play(Write(theta))
        l2.put_start_and_end(ORIGIN, 3 * UP)
        self.play(Indicate(l2))
        self.wait()
