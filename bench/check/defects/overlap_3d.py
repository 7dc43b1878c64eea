# expects: text_overlap
from manim import *


class OverlapInSpace(ThreeDScene):
    """Two fixed texts in the same corner of a 3D scene."""

    def construct(self):
        self.set_camera_orientation(phi=60*DEGREES)
        self.add(Cube())
        t=Text("Solid bodies").to_corner(UL); u=MathTex("V=a^3").to_corner(UL)
        self.add_fixed_in_frame_mobjects(t)
        self.play(Write(t))
        self.add_fixed_in_frame_mobjects(u)
        self.play(Write(u))
        self.wait()
