from manim import *
from proofreel import *

N = 5


class Learned(ProofreelScene):
    """The notebook alone."""

    def construct(self):
        self.title("What we learned")
        numbers = [0, 1]
        while len(numbers) <= N:
            numbers.append(numbers[-1] + numbers[-2])
        cells = Cells([None] * (N + 1), side=1.2).move_to([0, 0.3, 0])
        self.show(FadeIn(cells), seconds=0.5)
        cue("row")
        times = fitted(*[0.8] * (N + 1))
        for at, seconds in enumerate(times):
            before = [Indicate(cells.texts[place], color=colour("yellow"), scale_factor=1.3) for place in (at - 1, at - 2)] if at > 1 else []
            self.play(*before, *cells.write(at, numbers[at]), run_time=seconds)
        self.show(*cells.paint(N, "green"), seconds=0.6)
        cue("sentence")
        self.show(FadeIn(conclusion("Write each answer down the first time it is found."), shift=UP * 0.2), seconds=0.8)
