from manim import *

class Triangle2D(Scene):
    def construct(self):
        points = [[-2, -1, 0], [2, -1, 0], [0, 2, 0]]
        triangle = Polygon(points, color=BLUE)
        self.play(Create(triangle))
        dots = VGroup(*[Dot([p[0], p[1]]) for p in points])
        self.play(FadeIn(dots))
        center = Dot(triangle.get_center, color=YELLOW)
        self.play(GrowFromCenter(center))
        line = Line([-2, -1], [1, 0.5])
        self.play(Create(line))
        self.play(triangle.animate.shift([1, 0]))
        self.wait()
