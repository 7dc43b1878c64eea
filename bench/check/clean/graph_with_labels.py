from manim import *


class GraphWithLabels(Scene):
    """Two functions on numbered axes, with labels, a tangent and an area."""

    def construct(self):
        axes = Axes(
            x_range=[-3, 3, 1], y_range=[-2, 5, 1], x_length=9, y_length=5.6,
            axis_config={"include_numbers": True, "font_size": 24},
        )
        labels = axes.get_axis_labels("x", "y")
        parabola = axes.plot(lambda x: x**2 / 2, x_range=[-3, 3], color=BLUE)
        line = axes.plot(lambda x: x + 0.5, x_range=[-2.4, 3], color=YELLOW)
        self.play(Create(axes), FadeIn(labels))
        self.play(Create(parabola))
        name = MathTex(r"y = \tfrac12 x^2", color=BLUE, font_size=36).next_to(axes.c2p(-2.8, 4), RIGHT, buff=0.35)
        self.play(FadeIn(name))
        self.play(Create(line))
        area = axes.get_area(parabola, x_range=(0, 2), color=GREEN, opacity=0.4)
        self.play(FadeIn(area))
        dot = Dot(axes.c2p(2, 2), color=RED)
        self.play(FadeIn(dot), FadeIn(axes.get_vertical_line(axes.c2p(2, 2))))
        self.wait()
