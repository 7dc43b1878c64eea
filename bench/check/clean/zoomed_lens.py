from manim import *


class Lens(ZoomedScene):
    """A lens that shows a corner of a figure enlarged."""

    def __init__(self, **kwargs):
        super().__init__(zoom_factor=0.3, zoomed_display_height=3, zoomed_display_width=4, **kwargs)

    def construct(self):
        square = Square(side_length=3, color=BLUE).shift(3 * LEFT)
        dot = Dot(square.get_corner(UR), color=RED)
        self.add(square, dot)
        self.zoomed_camera.frame.move_to(dot)
        self.activate_zooming(animate=True)
        self.wait()
        self.play(self.zoomed_camera.frame.animate.move_to(square.get_corner(DR)))
        self.wait(0.5)
