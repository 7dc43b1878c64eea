from manim import *

class Polar(Scene):
    def construct(self):
        plane = PolarPlane(radius_max=3, azimuth_units="PI radians", size=6)
        self.play(Create(plane))
        rose = plane.plot_polar_graph(lambda t: 3 * np.sin(3 * t), theta_range=[0, PI], color=RED)
        self.play(Create(rose), run_time=3)
        label = MathTex("r = 3\sin(3\theta)").to_corner(UL)
        self.play(Write(label))
        self.wait()
