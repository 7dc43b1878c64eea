from manim import *

class Surface3D(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_min=-3, x_max=3, y_min=-3, y_max=3, z_min=-2, z_max=2)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)),
            x_range=[-3, 3], y_range=[-3, 3], resolution=(12, 12),
        )
        self.set_camera_orientation(phi=70, theta=-45)
        self.play(Create(axes))
        self.play(Create(surface))
        self.move_camera(phi=45 * DEGREES, theta=30 * DEGREES)
        self.wait()
