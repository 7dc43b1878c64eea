from manim import *
from proofreel import *

VALUES = [7, 3, 9, 2, 8, 4, 1, 6, 5]


class Question(ProofreelScene):
    """Bars, the last of them as a measure for all."""

    def construct(self):
        self.title("One number as a measure")
        bars = Bars(VALUES, base=-2.0, height=3.7, panels=True)
        last = len(VALUES) - 1
        pivot = VALUES[last]
        cue("bars")
        self.show(*bars.appear(), seconds=1.6)
        cue("pivot")
        name = words("pivot", 26, "yellow").next_to([bars.place(last), bars.base, 0], DOWN, buff=0.2)
        self.show(bars.paint(last, "yellow"), FadeIn(name, shift=UP * 0.2), seconds=0.9)
        cue("line", 2)
        left, right = bars.place(0) - bars.pitch / 2 - 0.3, bars.place(last) + bars.pitch / 2
        line = DashedLine([right, bars.top(pivot), 0], [left, bars.top(pivot), 0], color=colour("yellow"), stroke_width=3).set_z_index(-1)
        self.show(Create(line), seconds=1.4)
        self.show(*[bars.paint(at, "blue" if VALUES[at] < pivot else "red") for at in range(last)], seconds=0.9)
        cue("ask")
        below = sum(value < pivot for value in VALUES[:last])
        self.show(FadeOut(name), FadeIn(words(f"{below} below the line, {last - below} not", 28).move_to([0, -2.45, 0]), shift=UP * 0.2), seconds=0.7)
