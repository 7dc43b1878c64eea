from manim import *


class BracesAndLengths(Scene):
    """Braces with texts under and beside a bar."""

    def construct(self):
        left = Rectangle(width=4, height=1, fill_color=BLUE, fill_opacity=0.8, stroke_width=0)
        right = Rectangle(width=2, height=1, fill_color=ORANGE, fill_opacity=0.8, stroke_width=0)
        bar = VGroup(left, right).arrange(RIGHT, buff=0)
        self.play(FadeIn(bar))
        below = BraceLabel(left, "x", DOWN)
        beside = Brace(right, DOWN)
        words = beside.get_text("the rest")
        above = Brace(bar, UP)
        total = above.get_tex("x + y = 6")
        self.play(GrowFromCenter(below.brace), Write(below.label))
        self.play(GrowFromCenter(beside), FadeIn(words))
        self.play(GrowFromCenter(above), Write(total))
        self.wait()
