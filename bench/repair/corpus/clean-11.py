from manim import *

class Venn(Scene):
    def construct(self):
        a = Circle(radius=1.5, color=BLUE, fill_opacity=0.4).shift(LEFT)
        b = Circle(radius=1.5, color=RED, fill_opacity=0.4).shift(RIGHT)
        self.play(FadeIn(a), FadeIn(b))
        union = Union(a, b, color=GREEN, fill_opacity=0.4).scale(0.4).to_corner(UR)
        self.play(TransformFromCopy(VGroup(a, b), union))
        label = Text("A ∪ B", font_size=30).next_to(union, DOWN)
        self.play(Write(label))
        self.wait()
