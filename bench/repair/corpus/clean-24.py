from manim import *

class Poisson(Scene):
    def construct(self):
        chart = BarChart(values=[1, 3, 5, 4, 2], bar_names=["0", "1", "2", "3", "4"], y_range=[0, 6, 2], x_length=8, y_length=4)
        self.play(Create(chart))
        self.play(chart.animate.change_bar_values([2, 4, 4, 3, 1]))
        self.wait()
