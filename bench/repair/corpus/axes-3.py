from manim import *

class Exponential(Scene):
    def construct(self):
        axes = Axes(x_min=-2, x_max=3, y_min=0, y_max=8, x_axis_label="t", y_axis_label="N(t)")
        graph = axes.get_graph(lambda t: np.exp(t), x_min=-2, x_max=2)
        title = Text("Exponential growth").to_edge(UP)
        self.play(Write(title))
        self.play(Create(axes), run_time=2)
        self.play(Create(graph))
        half = axes.get_vertical_line(axes.i2gp(1, graph))
        self.play(Create(half))
        self.play(FadeOut(title))
