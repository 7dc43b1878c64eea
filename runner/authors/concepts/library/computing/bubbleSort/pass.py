from manim import *
from proofreel import *

VALUES = [5, 2, 8, 1, 6, 3]


class Pass(ProofreelScene):
    """One pass from left to right."""

    def construct(self):
        self.title("One pass")
        bars = Bars(VALUES, base=-1.7, height=3.4)
        self.show(*bars.appear(), seconds=0.6)
        remark = Remark(-2.4)
        count = len(VALUES)

        cue("pass")
        times = iter(fitted(*[0.6, 0.8] * (count - 1)))
        for at in range(count - 1):
            left, right = bars.values[at], bars.values[at + 1]
            calm = [bars.paint(at - 1, "blue", 0.85)] if at else []
            wrong = left > right
            text = f"{left} > {right}: swap" if wrong else f"{left} ≤ {right}: stay"
            self.play(*calm, bars.paint(at, "yellow"), bars.paint(at + 1, "yellow"), *remark.say(text, "red" if wrong else "green"), run_time=next(times))
            seconds = next(times)
            if wrong:
                self.play(*bars.swap(at, at + 1), run_time=seconds)
            else:
                self.wait(seconds)
        cue("top")
        self.show(bars.paint(count - 1, "green"), bars.paint(count - 2, "blue", 0.85), *remark.say(f"{bars.values[-1]} is in its place", "green"), seconds=0.9)
        self.show(FadeIn(bars.bracket(count - 1, count - 1, "")[0]), *remark.say(f"{bars.values[-1]} never moves again", "green"), seconds=0.7)
