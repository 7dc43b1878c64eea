from manim import *
from proofreel import *

SIZE = 5


class Question(ProofreelScene):
    """Sums of odd numbers, one under the other."""

    def construct(self):
        self.title("Always a square?")
        gap = min(0.66, 3.6 / SIZE)
        rows = []
        for count in range(1, SIZE + 1):
            terms = " + ".join(str(2 * at + 1) for at in range(count))
            left = words(terms, 30).move_to([0.6, 1.9 - (count - 1) * gap, 0], aligned_edge=RIGHT)
            right = words(f"= {count * count}", 30, "yellow").next_to(left, RIGHT, buff=0.25).set_y(left.get_y())
            square = words(f"= {count}²", 30, "green").move_to([2.6, left.get_y(), 0])
            rows.append((left, right, square))
        cue("sums")
        for (left, right, square), seconds in zip(rows, fitted(*[1.6] * SIZE)):
            self.play(FadeIn(left, shift=RIGHT * 0.2), FadeIn(right, shift=LEFT * 0.2), FadeIn(square, shift=LEFT * 0.2), run_time=seconds)
        cue("doubt")
        law = words("1 + 3 + 5 + … = n² ?", 36, "yellow").move_to([0, -2.3, 0])
        self.show(FadeIn(law, shift=UP * 0.2), seconds=0.8)
        cue("forever")
        self.show(Indicate(law, color=colour("red"), scale_factor=1.15), seconds=1.2)
