from manim import *

class AreaUnderCurve(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5, 1], y_range=[0, 10, 2], x_length=7, y_length=5, include_numbers=True)
        curve = axes.plot(lambda x: x ** 2 / 2, x_min=0, x_max=4, color=GREEN)
        self.play(Create(axes))
        self.play(Create(curve))
        area = axes.get_area(curve, t_min=1, t_max=3, color=BLUE, opacity=0.5)
        self.play(FadeIn(area))
        rects = axes.get_riemann_rectangles(curve, x_min=1, x_max=3, dx=0.25)
        self.play(Create(rects))
        self.wait()
