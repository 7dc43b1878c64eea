from manim import *

class Network(Scene):
    def construct(self):
        g = Graph([1, 2, 3, 4], [(1, 2), (2, 3), (3, 4), (4, 1)], layout="circular", labels=True)
        self.play(Create(g))
        self.play(g.vertices[1].animate.shift(UP))
        self.play(g.edges[(2, 3)].animate.set_color(RED))
        self.wait()
