from manim import *

class NeuralNet(Scene):
    def construct(self):
        layers = [3, 4, 2]
        groups = VGroup()
        for n in layers:
            groups.add(VGroup(*[Circle(radius=0.25) for _ in range(n)]).arrange(DOWN))
        groups.arrange(RIGHT, buff=2)
        self.play(Create(groups))
        edges = VGroup()
        for left, right in zip(groups, groups[1:]):
            for a in left:
                for b in right:
                    edges.add(Line(a.get_right(), b.get_left(), stroke_width=1))
        self.play(Create(edges), run_time=2)
        self.play(groups[0].animate.set_color(YELLOW))
        self.play(
            LaggedStart(
                *[e.animate.set_color(YELLOW) for e in edges],
                lag_ratio=0.05,
            ),
            run_time=2
        )
        for neuron in groups[1]:
            self.play(neuron.animate.set_fill(YELLOW, opacity=