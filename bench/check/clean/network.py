from manim import *


class Network(Scene):
    """A graph with labelled vertices; edges end under the filled dots; a path lights up."""

    def construct(self):
        graph = Graph(
            [1, 2, 3, 4, 5, 6], [(1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6), (3, 6)],
            labels=True, layout="circular", layout_scale=2.6,
        )
        self.play(Create(graph))
        for edge in ((1, 3), (3, 6)):
            self.play(graph.edges[edge].animate.set_color(YELLOW), run_time=0.5)
        weight = Text("weight 4", font_size=26).to_corner(DR)
        self.play(FadeIn(weight))
        self.wait()
