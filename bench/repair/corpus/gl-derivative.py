from manim import *

class DerivativeIdea(Scene):
    def construct(self):
        axes = Axes(x_min=-1, x_max=5, y_min=-1, y_max=6)
        graph = axes.get_graph(lambda x: 0.25 * x ** 2 + 0.5, color=BLUE)
        self.play(ShowCreation(axes), ShowCreation(graph))
        p = Dot(axes.coords_to_point(2, 1.5), color=YELLOW)
        tangent = axes.get_tangent_line(2, graph, length=4)
        self.play(FadeInFromLarge(p, scale_factor=3))
        self.play(ShowCreation(tangent))
        text = TextMobject("slope = $f'(2)$").to_corner(UR)
        self.play(Write(text))
        self.wait()
