from manim import *

class SupplyDemand(Scene):
    def construct(self):
        axes = Axes(
            x_range=[0, 10, 2], y_range=[0, 10, 2], x_length=6, y_length=5,
            axis_config={"color": WHITE, "include_tip": True, "numbers_to_show": [2, 4, 6]},
        )
        axes_labels = axes.get_axis_labels(x_label="Quantity", y_label="Price")
        supply = axes.plot(lambda x: x, color=GREEN, x_range=[0, 9])
        demand = axes.plot(lambda x: 9 - x, color=RED, x_range=[0, 9])
        self.play(Create(axes), Write(axes_labels))
        self.play(Create(supply), Create(demand))
        eq = Dot(axes.c2p(4.5, 4.5), label="E")
        self.play(FadeIn(eq))
        lines = axes.get_lines_to_point(axes.c2p(4.5, 4.5))
        self.play(Create(lines))
        self.wait()
