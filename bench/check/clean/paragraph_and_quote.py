from manim import *


class Quote(Scene):
    """Several lines of text with a rule beside them and a source under them."""

    def construct(self):
        words = Paragraph(
            "What is not measured", "can't be compared,", "and what is not compared", "is not known.", font_size=36, alignment="left"
        )
        rule = Line(words.get_corner(UL), words.get_corner(DL), color=BLUE, stroke_width=6).shift(0.3 * LEFT)
        source = MarkupText("<i>from an old notebook</i>", font_size=26, color=GRAY_A).next_to(words, DOWN, buff=0.6, aligned_edge=RIGHT)
        self.play(Create(rule), FadeIn(words))
        self.play(FadeIn(source))
        self.wait(2)
