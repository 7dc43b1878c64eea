from manim import *

class ScatterOfPoints(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 10, 2], y_range=[0, 100, 20], width=9, height=5)
        self.play(Create(axes))
        data = [(1, 12), (3, 35), (5, 48), (7, 72), (9, 88)]
        dots = VGroup(*[Dot(axes.coords_to_point(x, y)) for x, y in data])
        self.play(LaggedStart(*[GrowFromCenter(d) for d in dots], lag_ratio=0.3))
        outlier = Dot([6, 20], color=RED)
        self.play(FadeIn(outlier))
        fit = axes.get_graph(lambda x: 9.5 * x + 3, color=YELLOW)
        self.play(Create(fit))
        self.wait()
