from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Curve(ProofreelScene):
    """The angle drawn over time while it swings: nearly a cosine."""

    def construct(self):
        self.title("Its angle over time")
        span = 2.5 * PERIOD
        motion = swing(LENGTH, GRAVITY, ANGLE * DEGREES, span)
        t = ValueTracker(0)
        pivot = np.array([-4.9, 1.9, 0])
        hand = pendulum(pivot, min(3.2, 1.6 / np.sin(ANGLE * DEGREES)), lambda: motion(t.get_value()))
        top = float(np.ceil(ANGLE * 1.15 / 10) * 10)
        plot = Plot((0, span), (-top, top), 7.6, 4.0).move_to([2.4, 0.05, 0])
        cue("pen", 2)
        self.show(FadeIn(hand), FadeIn(plot), FadeIn(axis_names(plot, "", "angle in degrees")), FadeIn(words("time in s", LABEL_SIZE, "muted").move_to([5.7, plot.axes.c2p(0, -top)[1] - 0.25, 0])), seconds=0.6)
        curve = always_redraw(lambda: plot.curve(lambda x: motion(x) / DEGREES, "yellow", (0, max(1e-3, t.get_value()))))
        dot = always_redraw(lambda: plot.dot((t.get_value(), motion(t.get_value()) / DEGREES)))
        self.add(curve, dot)
        self.show(t.animate(rate_func=linear).set_value(PERIOD), seconds=3.5)
        cue("period")
        mark = DoubleArrow(plot.axes.c2p(0, -top * 0.99), plot.axes.c2p(PERIOD, -top * 0.99), buff=0, color=colour("green"), stroke_width=4, tip_length=0.18)
        label = words(f"T = {rounded(PERIOD)} s", BODY_SIZE, "green").next_to(mark, DOWN, buff=0.12)
        self.show(Create(mark), FadeIn(label), t.animate(rate_func=linear).set_value(1.6 * PERIOD), seconds=1.6)
        cue("cosine", 2)
        same = plot.curve(lambda x: ANGLE * np.cos(TAU * x / PERIOD), "blue", dashed=True)
        self.show(t.animate(rate_func=linear).set_value(span), seconds=2)
        self.show(Create(same), seconds=1.5)
