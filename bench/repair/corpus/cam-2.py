from manim import *

class CubeSpin(Scene):
    def construct(self):
        self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
        axes = ThreeDAxes()
        cube = Cube(side_length=2, fill_opacity=0.7)
        self.play(Create(axes))
        self.play(FadeIn(cube))
        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(2)
        self.stop_ambient_camera_rotation()
        self.play(FadeOut(cube))
