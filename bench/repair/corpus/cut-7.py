from manim import *

class Mitosis(Scene):
    def construct(self):
        phases = ["Prophase", "Metaphase", "Anaphase", "Telophase"]
        cell = Ellipse(width=4, height=3, color=GREEN)
        self.play(Create(cell))
        for phase in phases:
            label = Text(phase).to_edge(UP)
            self.play(FadeIn(label))
            self.wait(0.3)
            self.play(FadeOut(label))
        chromosomes = VGroup(*[Line(UP * 0.3, DOWN * 0.3, color=RED) for _ in range(4)]).arrange(RIGHT)
        self.play(Create(chromosomes))
        if len(chromosomes) > 2: