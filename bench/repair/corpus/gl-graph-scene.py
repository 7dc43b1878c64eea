from manim import *

class ParabolaPlot(GraphScene):
    CONFIG = {
        "x_min": -3, "x_max": 3, "y_min": 0, "y_max": 9,
        "x_tick_frequency": 1, "y_tick_frequency": 3,
    }
    def construct(self):
        self.setup_axes(animate=True)
        graph = self.get_graph(lambda x: x ** 2, color=YELLOW)
        label = self.get_graph_label(graph, label="x^2")
        self.play(ShowCreation(graph), run_time=2)
        self.play(Write(label))
        dot = Dot(self.coords_to_point(2, 4))
        self.play(FadeInFromLarge(dot))
        self.wait()
