from manim import *
from proofreel import *


def f(x):
    return 0.5 + 0.35 * x * x - 0.05 * x**3


class Question(ProofreelScene):
    def construct(self):
        self.title("Slopes and areas")
        left, right = Plot((0, 4.5), (0, 5), 5.0, 3.2), Plot((0, 4.5), (0, 5), 5.0, 3.2)
        left.move_to([-3.5, 0.35, 0])
        right.move_to([3.5, 0.35, 0])
        curves = [plot.curve(f, "blue") for plot in (left, right)]
        self.show(FadeIn(left), FadeIn(right), *[Create(curve) for curve in curves], seconds=0.9)
        cue("slope", 2)
        x = ValueTracker(0.8)
        tangent = always_redraw(lambda: line_through(left, (x.get_value(), f(x.get_value())), slope_of(f, x.get_value()), "yellow", 2.6))
        dot = always_redraw(lambda: left.dot((x.get_value(), f(x.get_value()))))
        names = [words("slope", 30, "yellow").move_to([-3.5, -2.0, 0]), words("area", 30, "green").move_to([3.5, -2.0, 0])]
        self.show(FadeIn(tangent), FadeIn(dot), FadeIn(names[0]), seconds=0.6)
        self.show(x.animate.set_value(3.2), seconds=2.5)
        cue("area", 2)
        end = ValueTracker(0.3)
        area = always_redraw(lambda: right.area(f, (0.3, end.get_value()), "green"))
        self.add(area)
        self.show(FadeIn(names[1]), seconds=0.5)
        self.show(end.animate.set_value(4), seconds=2.5)
        cue("link")
        bridge = DoubleArrow([-2.3, -2.0, 0], [2.5, -2.0, 0], color=MUTED, buff=0.1, stroke_width=4)
        mark = words("?", 44, "ink").next_to(bridge, UP, buff=0.08)
        self.show(GrowFromCenter(bridge), FadeIn(mark), seconds=0.9)
        self.wait(0.5)
