from manim import *

class Atoms(Scene):
    def construct(self):
        nucleus = VGroup(*[Circle(radius=0.2, color=c, fill_opacity=1) for c in (RED, BLUE, RED, BLUE)]).arrange_in_grid(2, 2, buff=0)
        orbits = VGroup(*[Ellipse(width=4, height=1.5, color=GREY).rotate(a) for a in (0, PI / 3, -PI / 3)])
        self.play(FadeIn(nucleus))
        self.play(LaggedStart(*[Create(o) for o in orbits], lag_ratio=0.3))
        electron = Dot(color=YELLOW)
        self.play(MoveAlongPath(electron, orbits[0]), run_time=2, rate_func=linear)
        self.wait()
