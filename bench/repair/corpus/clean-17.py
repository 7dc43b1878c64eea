from manim import *

class Grid(Scene):
    def construct(self):
        plane = NumberPlane()
        self.play(Create(plane), run_time=2)
        self.play(plane.animate.apply_matrix([[1, 1], [0, 1]]), run_time=2)
        v = Vector([2, 1], color=YELLOW)
        self.play(GrowArrow(v))
        self.wait()
