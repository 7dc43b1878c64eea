from manim import *


class Solids(ThreeDScene):
    """A cube, a sphere and a cone side by side, with letters that face the camera."""

    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=-80 * DEGREES)
        solids = VGroup(Cube(side_length=1.6, fill_opacity=0.7), Sphere(radius=0.9, resolution=(12, 12)), Cone(base_radius=0.9, height=1.8))
        solids.arrange(RIGHT, buff=1.6)
        self.play(FadeIn(solids))
        names = VGroup(*[Text(word, font_size=32) for word in ("cube", "sphere", "cone")])
        for name, solid in zip(names, solids):
            name.move_to(solid.get_center() + 1.7 * IN)
        self.add_fixed_orientation_mobjects(*names)
        self.wait()
        self.play(Rotate(solids[0], PI / 2, axis=OUT))
        self.wait()
