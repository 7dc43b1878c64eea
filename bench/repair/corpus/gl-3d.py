from manimlib import *

class SurfaceTour(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        surface = ParametricSurface(
            lambda u, v: axes.c2p(u, v, 0.3 * (u * u - v * v)),
            u_min=-2, u_max=2, v_min=-2, v_max=2,
        )
        title = Text("A saddle").to_corner(UL)
        title.fix_in_frame()
        self.camera.frame.reorient(20, 70)
        self.play(ShowCreation(axes))
        self.play(ShowCreation(surface), run_time=2)
        self.begin_ambient_camera_rotation(rate=0.2)
        self.wait(2)
