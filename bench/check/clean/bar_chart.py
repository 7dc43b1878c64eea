from manim import *


class Bars(Scene):
    """A bar chart with names under and numbers over its bars; a bar grows."""

    def construct(self):
        chart = BarChart(
            values=[3, 7, 2, 9], bar_names=["north", "east", "south", "west"], y_range=[0, 10, 2], x_length=9, y_length=5
        )
        self.play(Create(chart))
        numbers = chart.get_bar_labels(font_size=36, color=WHITE)
        self.play(FadeIn(numbers))
        self.wait(0.5)
        self.play(FadeOut(numbers))
        self.play(chart.animate.change_bar_values([5, 6, 8, 4]))
        self.wait(0.5)
