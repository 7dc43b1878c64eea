from manim import *
from proofreel import *


class Question(ProofreelScene):
    """Twelve dots and seven dots."""

    def construct(self):
        self.title("Rows and rectangles")
        twelve = VGroup(*[Dot(radius=0.17, color=colour("blue")) for _ in range(12)]).arrange(RIGHT, buff=0.3).move_to([0, 1.3, 0])
        cue("twelve", 2)
        self.show(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in twelve], lag_ratio=0.1), seconds=1.0)
        places = VGroup(*[Dot(radius=0.17) for _ in range(12)]).arrange_in_grid(3, 4, buff=0.3).move_to([-3.6, 0.9, 0])
        self.show(*[dot.animate.move_to(place) for dot, place in zip(twelve, places)], seconds=1.2)
        seven = VGroup(*[Dot(radius=0.17, color=colour("yellow")) for _ in range(7)]).arrange(RIGHT, buff=0.3).move_to([3.2, 0.9, 0])
        cue("seven", 3)
        self.show(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in seven], lag_ratio=0.1), seconds=0.9)
        row = [dot.get_center() for dot in seven]
        for columns in (2, 3):
            grid = [np.array([2.6 + (at % columns) * 0.6, 1.5 - at // columns * 0.6, 0]) for at in range(7)]
            times = fitted(0.8, 0.6)
            self.play(*[dot.animate.move_to(place) for dot, place in zip(seven, grid)], run_time=times[0])
            self.play(*[dot.animate.move_to(place) for dot, place in zip(seven, row)], run_time=times[1])
        cue("name")
        self.show(FadeIn(words("12 = 3 · 4", 34, "blue").move_to([-3.6, -0.7, 0])), FadeIn(words("7 is prime", 34, "yellow").move_to([3.2, -0.7, 0])), seconds=0.8)
        cue("ask")
        self.show(FadeIn(words("Which numbers are prime?", 32).move_to([0, -2.2, 0]), shift=UP * 0.2), seconds=0.7)
