from manim import *


class TransformChain(Scene):
    """One object takes many forms, some of them words."""

    def construct(self):
        shape = Square(color=BLUE)
        self.play(Create(shape))
        self.play(Transform(shape, Circle(color=GREEN)))
        self.play(Transform(shape, Text("a circle was here")))
        self.play(Transform(shape, Text("and now a word")))
        self.wait(0.5)
        self.play(FadeOut(shape))
        words = Text("replaced", font_size=60)
        star = Star(color=YELLOW, fill_opacity=1)
        self.play(Write(words))
        self.play(ReplacementTransform(words, star))
        self.play(Rotate(star, PI / 5))
        self.play(star.animate.scale(0.5).to_corner(UR))
        self.wait(0.5)
