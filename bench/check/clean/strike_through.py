from manim import *


class StrikeThrough(Scene):
    """Terms that cancel are struck out; a wrong answer is crossed."""

    def construct(self):
        fraction = MathTex(r"{2", r"\cdot", r"x", r"\over", r"3", r"\cdot", r"x}", font_size=72)
        self.play(Write(fraction))
        strokes = VGroup(
            Line(fraction[2].get_corner(DL), fraction[2].get_corner(UR), color=RED),
            Line(fraction[6].get_corner(DL), fraction[6].get_corner(UR), color=RED),
        )
        self.play(Create(strokes))
        self.wait(0.5)
        wrong = Text("the answer is 7", font_size=36).to_edge(UP)
        self.play(FadeIn(wrong))
        self.play(Create(Cross(wrong)))
        note = Text("not any more", font_size=32).to_edge(DOWN)
        strike = Line(note.get_left() + 0.1 * LEFT, note.get_right() + 0.1 * RIGHT, color=RED)
        self.play(FadeIn(note))
        self.play(Create(strike), Create(Underline(note)))
        self.wait()
