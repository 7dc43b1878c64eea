from manim import *


class TurningSurface(ThreeDScene):
    """A surface in axes seen from aside, with a title that stays in the frame."""

    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=-45 * DEGREES)
        axes = ThreeDAxes(x_range=[-3, 3], y_range=[-3, 3], z_range=[-2, 2])
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)), u_range=[-3, 3], v_range=[-3, 3], resolution=(12, 12)
        )
        title = Text("z = sin x cos y", font_size=36).to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.play(Create(axes))
        self.play(Create(surface), run_time=2)
        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(2)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=80 * DEGREES, zoom=0.7)
