from manim import *

class CircleArea(Scene):
    def construct(self):
        circle = Circle(radius=1.5, color=BLUE, fill_opacity=0.3)
        radius = Line(circle.get_center(), circle.get_right(), color=YELLOW)
        r = MathTex("r").next_to(radius, UP, buff=0.1)
        self.play(Create(circle))
        self.play(Create(radius), Write(r))
        area = MathTex(r"A = \pi r^2").to_edge(DOWN)
        self.play(Write(area))
        self.play(Circumscribe(area))
        self.wait()
