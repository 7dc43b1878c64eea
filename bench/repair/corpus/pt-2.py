from manim import *

class CornerLabels(Scene):
    def construct(self):
        square = Square(side_length=3)
        self.play(Create(square))
        a = Text("A").next_to(square.get_bottom_left(), DL, buff=0.1)
        b = Text("B").next_to(square.get_bottom_right(), DR, buff=0.1)
        c = Text("C").next_to(square.get_top_right(), UR, buff=0.1)
        d = Text("D").next_to(square.get_upper_left(), UL, buff=0.1)
        self.play(Write(a), Write(b), Write(c), Write(d))
        diagonal = Line(square.get_corner(DL), square.get_corner(UR))
        self.play(Create(diagonal))
        self.play(square.animate.scale_about_point(0.5, ORIGIN))
        self.wait()
