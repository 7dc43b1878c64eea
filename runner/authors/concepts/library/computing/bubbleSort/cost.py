from manim import *
from proofreel import *

VALUES = [5, 2, 8, 1, 6, 3]


class Cost(ProofreelScene):
    """Each comparison is a dot; the passes are rows."""

    def construct(self):
        count = len(VALUES)
        self.title("What does it cost?")
        gap = min(0.62, 4.2 / (count - 1))
        corner = np.array([-5.6, 1.75, 0])
        rows = VGroup(*[VGroup(*[Dot(corner + np.array([at * gap, -row * gap, 0]), radius=gap * 0.3, color=colour("blue")) for at in range(count - 1 - row)]) for row in range(count - 1)])
        numbers = VGroup(*[words(str(len(row)), 26, "yellow").next_to(row, RIGHT, buff=0.35) for row in rows])
        cue("first")
        self.show(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in rows[0]], lag_ratio=0.3), FadeIn(numbers[0]), seconds=1.2)
        cue("rest", 2)
        for row, number, seconds in zip(rows[1:], numbers[1:], fitted(*[0.6] * (count - 2))):
            self.play(FadeIn(row, shift=DOWN * 0.2), FadeIn(number, shift=DOWN * 0.2), run_time=seconds)
        square = Square(gap * (count - 1), color=MUTED, stroke_width=2).move_to(corner + np.array([-gap / 2, gap / 2, 0]), aligned_edge=UL)
        self.show(Create(square), *[number.animate.set_x(square.get_right()[0] + 0.4) for number in numbers], seconds=0.8)
        cue("formula", 2)
        law = formula(rf"\frac{{n(n-1)}}{{2}}", 56).move_to([2.9, 1.2, 0])
        value = formula(rf"\frac{{{count}\cdot {count - 1}}}{{2}} = ⟦yellow|{count * (count - 1) // 2}⟧", 52).move_to([2.9, -0.4, 0])
        self.show(Write(law), seconds=1.0)
        self.show(FadeIn(value, shift=DOWN * 0.2), seconds=0.7)
        cue("double")
        twice = words(f"{2 * count} numbers: {2 * count * (2 * count - 1) // 2} comparisons", 28, "red").move_to([2.9, -1.9, 0])
        self.show(FadeIn(twice, shift=UP * 0.2), seconds=0.8)
