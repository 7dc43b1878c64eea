from manim import *

class Brackets(Scene):
    def construct(self):
        title = Text("Set theory").to_edge(UP)
        self.play(Write(title)
        a = Circle(radius=1.5, color=BLUE, fill_opacity=0.3).shift(LEFT)
        b = Circle(radius=1.5, color=RED, fill_opacity=0.3).shift(RIGHT)
        self.play(Create(a), Create(b))
        both = Intersection(a, b, color=GREEN, fill_opacity=0.6)
        self.play(FadeIn(both))
        self.wait()
