from manim import *

class DoublePendulum(Scene):
    def construct(self):
        pivot = Dot(2 * UP)
        arm = Line(2 * UP, 0.5 * UP)
        arm2 = Line(0.5 * UP, DOWN)
        self.play(Create(pivot), Create(arm), Create(arm2))
        self.play(Rotate(VGroup(arm, arm2), PI / 6, about_point=2 * UP))
        self.play(Rotate(VGroup(arm, arm2), -PI / 3, about_point=2 * UP))
        def update_arm(m, dt