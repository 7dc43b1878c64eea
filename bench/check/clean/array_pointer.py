from manim import *


class ArrayPointers(Scene):
    """Cells with numbers, pointers that move along, cells that are dimmed."""

    def construct(self):
        cells = VGroup(*[VGroup(Square(1), Text(str(v), font_size=36)) for v in (3,8,15,22,31,40)]).arrange(RIGHT, buff=0)
        idx = VGroup(*[Text(str(i), font_size=20, color=GRAY).next_to(c, DOWN, buff=0.1) for i,c in enumerate(cells)])
        self.play(FadeIn(cells), FadeIn(idx))
        lo = Arrow(ORIGIN, DOWN*0.8, buff=0, color=GREEN).next_to(cells[0], UP)
        hi = lo.copy().set_color(RED).next_to(cells[5], UP)
        tlo = Text("low", font_size=24).next_to(lo, UP)
        thi = Text("high", font_size=24).next_to(hi, UP)
        self.play(GrowArrow(lo), GrowArrow(hi), FadeIn(tlo), FadeIn(thi))
        self.play(cells[2][0].animate.set_fill(YELLOW, opacity=0.5))
        self.play(VGroup(lo,tlo).animate.shift(RIGHT*3))
        self.play(cells[:3].animate.set_opacity(0.3))
        self.wait()
