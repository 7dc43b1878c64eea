from manim import *
from proofreel import *


class Step(ProofreelScene):
    """A square of any side and the corner around it."""

    def construct(self):
        self.title("From any square to the next")
        side, thick = 2.9, 0.62
        corner = np.array([-5.4, -2.35, 0])
        square = Square(side, color=colour("blue"), fill_color=colour("blue"), fill_opacity=0.3, stroke_width=3).move_to(corner, aligned_edge=DL)
        above = Rectangle(width=side, height=thick, color=colour("green"), fill_color=colour("green"), fill_opacity=0.3, stroke_width=3).move_to(corner + UP * (side + 0.12), aligned_edge=DL)
        beside = Rectangle(width=thick, height=side, color=colour("green"), fill_color=colour("green"), fill_opacity=0.3, stroke_width=3).move_to(corner + RIGHT * (side + 0.12), aligned_edge=DL)
        last = Square(thick, color=colour("yellow"), fill_color=colour("yellow"), fill_opacity=0.3, stroke_width=3).move_to(corner + (UP + RIGHT) * (side + 0.12), aligned_edge=DL)
        law = [words("n²", 44, "blue"), words("+ n + n", 44, "green"), words("+ 1", 44, "yellow")]
        VGroup(*law).arrange(RIGHT, buff=0.3).move_to([3.2, 0.8, 0])
        cue("square")
        self.show(FadeIn(square), FadeIn(words("n²", 44, "blue").move_to(square)), FadeIn(law[0]), seconds=1.0)
        cue("corner", 3)
        self.show(FadeIn(above, shift=DOWN * 0.3), FadeIn(words("n", 32, "green").move_to(above)), seconds=0.9)
        self.show(FadeIn(beside, shift=LEFT * 0.3), FadeIn(words("n", 32, "green").move_to(beside)), FadeIn(law[1]), seconds=0.9)
        self.show(FadeIn(last, scale=0.4), FadeIn(words("1", 32, "yellow").move_to(last)), FadeIn(law[2]), seconds=0.9)
        cue("next")
        whole = Square(side + thick + 0.12, color=colour("ink"), stroke_width=5).move_to(corner, aligned_edge=DL)
        self.show(Create(whole), FadeIn(words("= (n + 1)²", 44).move_to([3.2, -0.4, 0]), shift=UP * 0.2), seconds=1.2)
