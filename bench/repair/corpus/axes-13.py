from manim import *

class NetworkGraph(Scene):
    def construct(self):
        vertices = [1, 2, 3, 4, 5]
        edges = [(1, 2), (2, 3), (3, 4), (4, 5), (5, 1), (1, 3)]
        g = Graph(vertices, edges, layout="force_directed", labels=True)
        self.play(Create(g))
        self.play(g.vertices[1].animate.set_color(RED))
        self.play(g.highlight_edge((1, 3)))
        self.play(g[1].animate.move_to([1, 1, 0]))
        self.wait()
