from manim import *


class Board(Scene):
    """A piece on a chequered board with letters under it."""

    def construct(self):
        sq = VGroup(*[Square(0.8, fill_color=WHITE if (i+j)%2 else GRAY, fill_opacity=1, stroke_width=0).move_to([(i-3.5)*.8,(j-3.5)*.8,0]) for i in range(8) for j in range(8)])
        f = VGroup(*[Text(c, font_size=24).move_to([(i-3.5)*.8,-3.5,0]) for i,c in enumerate("abcdefgh")])
        k = Text("K", color=BLACK, font_size=40).move_to(sq[10])
        self.play(FadeIn(sq))
        self.play(FadeIn(f), FadeIn(k))
        self.play(k.animate.move_to(sq[27]))
        self.wait()
