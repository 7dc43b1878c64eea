from manim import *

class SphereTour(ThreeDScene):
    def construct(self):
        self.background_color = BLACK
        axes = ThreeDAxes()
        sphere = Sphere(radius=1.5, color=BLUE, resolution=(12, 12))
        self.play(Create(axes), FadeIn(sphere))
        self.play(self.camera.animate.set_phi(60 * DEGREES).set_theta(45 * DEGREES), run_time=2)
        label = Text("Sphere")
        self.add_fixed_in_frame_mobjects(label)
        label.to_corner(UL)
        self.play(Write(label))
        self.play(sphere.animate.set_color(LIGHT_GREEN))
        self.wait()
