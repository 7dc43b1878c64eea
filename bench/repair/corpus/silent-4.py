from manim import *

class BadCamera(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=75, theta=30)
        axes = ThreeDAxes()
        self.play(Create(axes))
        self.play(Create(Sphere(resolution=(8, 8))))
        self.move_camera(phi=0, theta=-90 * DEGREES)
        self.wait()
