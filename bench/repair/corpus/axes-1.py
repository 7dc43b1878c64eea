from manim import *

class LinearFunction(Scene):
    def construct(self):
        axes = Axes(x_range=[-1, 6], y_range=[-1, 6], axis_config={"include_numbers": True})
        labels = axes.get_axis_labels(x_label="x", y_label="y")
        self.play(Create(axes), Write(labels))
        line = axes.get_graph(lambda x: 0.5 * x + 1, color=BLUE)
        self.play(Create(line))
        dot = Dot(axes.c2p(2, 2), color=RED)
        self.play(FadeIn(dot))
        label = axes.get_graph_label(line, label="y=0.5x+1", x=4)
        self.play(Write(label))
        self.wait()
