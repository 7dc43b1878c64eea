from manim import *
from proofreel import *

# The curve y = CURVE_F(x) in the window CURVE_X by CURVE_Y; its slopes lie between those of CURVE_SLOPES.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_SLOPE_NAME = "2x"
CURVE_X = [-1, 3]
CURVE_Y = [-1, 7]
CURVE_SLOPES = [-3, 7]


class Everywhere(ProofreelScene):
    def construct(self):
        self.title("A slope at every point")
        above = Plot(CURVE_X, CURVE_Y, 8.5, 2.15)
        below = Plot(CURVE_X, CURVE_SLOPES, 8.5, 2.15)
        below.move_to([0.6, -1.72, 0])
        above.move_to([0.6, 1.18, 0])
        above.shift(RIGHT * (below.axes.c2p(0, 0)[0] - above.axes.c2p(0, 0)[0]))
        curve = above.curve(CURVE_F, "blue")
        names = VGroup(
            words(f"y = {CURVE_NAME}", 24, "blue").move_to([-6.3, 1.18, 0], aligned_edge=LEFT),
            words("slope", 24, "yellow").move_to([-6.3, -1.72, 0], aligned_edge=LEFT),
        )
        self.show(FadeIn(above), FadeIn(below), FadeIn(curve), FadeIn(names), seconds=0.8)
        x = ValueTracker(CURVE_X[0] + 0.02)
        tangent = always_redraw(
            lambda: line_through(above, (x.get_value(), CURVE_F(x.get_value())), slope_of(CURVE_F, x.get_value()), "yellow", 1.8)
        )
        dot = always_redraw(lambda: above.dot((x.get_value(), CURVE_F(x.get_value()))))
        drawn = always_redraw(lambda: below.curve(lambda t: slope_of(CURVE_F, t), "yellow", (CURVE_X[0], x.get_value())))
        thread = always_redraw(
            lambda: DashedLine(
                above.axes.c2p(x.get_value(), CURVE_F(x.get_value())),
                below.axes.c2p(x.get_value(), slope_of(CURVE_F, x.get_value())),
                color=MUTED, stroke_width=2,
            )
        )
        self.add(drawn)
        cue("ride", 2)
        self.show(FadeIn(thread), FadeIn(tangent), FadeIn(dot), seconds=0.5)
        last = CURVE_X[1] if CURVE_F(CURVE_X[1]) < CURVE_Y[1] else next(t for t in np.linspace(0, CURVE_X[1], 400) if CURVE_F(t) > CURVE_Y[1])
        middle = (CURVE_X[0] + last) / 2
        self.show(x.animate(rate_func=linear).set_value(middle), seconds=3.5)
        cue("trace", 2)
        self.show(x.animate(rate_func=linear).set_value(last - 0.02), seconds=3.5)
        name = words(f"y = {CURVE_SLOPE_NAME}", 24, "yellow").next_to(names[1], DOWN, buff=0.2, aligned_edge=LEFT)
        self.show(FadeOut(thread), FadeIn(name), seconds=0.6)
        self.wait(0.5)
