from manim import *


class Venn(Scene):
    """Two translucent circles with a word where they overlap."""

    def construct(self):
        a = Circle(radius=2, color=BLUE, fill_opacity=0.3).shift(LEFT)
        b = Circle(radius=2, color=RED, fill_opacity=0.3).shift(RIGHT)
        la = Text("cats").next_to(a, UP)
        lb = Text("dogs").next_to(b, UP)
        self.play(Create(a), Create(b), FadeIn(la), FadeIn(lb))
        both = Text("pets", font_size=30)
        self.play(FadeIn(both))
        i = Intersection(a, b, color=GREEN, fill_opacity=0.6)
        self.play(FadeIn(i))
        self.bring_to_front(both)
        self.wait()
