from manim import *
from proofreel import *


def f(x):
    return x * x / 2


class Question(ProofreelScene):
    def construct(self):
        self.title("A curve with a hole")
        self.split()
        plot = self.plot((0, 3.4), (0, 5))
        self.show(Create(plot.curve(f, "blue")), seconds=0.9)
        cue("hole", 2)
        self.formula(r"f(x) = \frac{x^3 - 2x^2}{2(x - 2)}", 46)
        hole = plot.dot((2, 2), "yellow", hollow=True)
        self.show(FadeIn(hole, scale=2), seconds=0.6)
        cue("approach", 2)
        gap = ValueTracker(1.3)
        left = always_redraw(lambda: plot.dot((2 - gap.get_value(), f(2 - gap.get_value())), "green"))
        right = always_redraw(lambda: plot.dot((2 + gap.get_value() * 0.9, f(2 + gap.get_value() * 0.9)), "red"))
        numbers = VGroup(
            readout("from the left", lambda: f(2 - gap.get_value()), "green", 3),
            readout("from the right", lambda: f(2 + gap.get_value() * 0.9), "red", 3),
        ).arrange(DOWN, buff=0.35, aligned_edge=LEFT).move_to([self.left, -0.6, 0], aligned_edge=LEFT)
        self.show(FadeIn(left), FadeIn(right), FadeIn(numbers), seconds=0.5)
        self.show(gap.animate.set_value(0.004), seconds=4)
        cue("what")
        level = DashedLine(plot.axes.c2p(0, 2), plot.axes.c2p(3.4, 2), color=MUTED, stroke_width=2)
        self.show(Create(level), seconds=0.8)
        self.wait(0.5)
