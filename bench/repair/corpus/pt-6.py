from manim import *

class Orbit(Scene):
    def construct(self):
        sun = Dot(radius=0.4, color=YELLOW)
        orbit = Circle(radius=2.5, color=WHITE)
        earth = Dot(radius=0.15, color=BLUE).move_to(orbit.get_point_from_proportion(0))
        self.play(FadeIn(sun), Create(orbit))
        self.play(FadeIn(earth))
        self.play(MoveAlongPath(earth, orbit), run_time=3, rate_func=linear)
        moon = Dot(radius=0.07).set_x(RIGHT * 3)
        self.play(FadeIn(moon))
        self.play(moon.animate.translate(UP))
        self.wait()
