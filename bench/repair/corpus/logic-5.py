from manim import *
import manim_physics

class Pendulum(Scene):
    def construct(self):
        pivot = Dot(2 * UP)
        bob = Circle(radius=0.3, fill_opacity=1, color=RED).shift(DOWN)
        rod = Line(pivot.get_center(), bob.get_center())
        self.play(Create(pivot), Create(rod), FadeIn(bob))
        system = VGroup(rod, bob)
        for angle in (0.4, -0.8, 0.8, -0.4):
            self.play(Rotate(system, angle, about_point=pivot.get_center()), run_time=0.6)
        physics = manim_physics.SpaceScene()
        physics.make_rigid_body(bob)
        self.wait()
