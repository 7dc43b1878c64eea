from manim import *

class TwoCurves(Scene):
    def construct(self):
        ax = Axes(x_range=[-3, 3], y_range=[-2, 4], axis_color=WHITE, tips=False)
        f = ax.plot(lambda x: x ** 2 - 1, color=BLUE)
        g = ax.plot(lambda x: x + 1, color=RED, dash_length=0.2)
        self.play(Create(ax))
        self.play(Create(f), Create(g))
        region = ax.get_area_under_curve(f, x_range=[-1, 2])
        self.play(FadeIn(region))
        p = Dot(ax.coords_to_pos(2, 3))
        self.play(Indicate(p))
        self.wait()
