# expects: text_overlap
from manim import *


class CrowdedLabels(Scene):
    """Labels of near points run into each other."""

    def construct(self):
        axes = Axes(x_range=[0, 10], y_range=[0, 6], x_length=9, y_length=5)
        points = [(2, 2), (2.6, 2.1), (7, 4)]
        dots = VGroup(*[Dot(axes.c2p(*point), color=YELLOW) for point in points])
        names = VGroup(*[Text(f"point {index}", font_size=28).next_to(dot, UP) for index, dot in enumerate(dots, 1)])
        self.play(Create(axes), FadeIn(dots))
        self.play(FadeIn(names))
        self.wait()
