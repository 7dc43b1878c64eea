from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Formula(ProofreelScene):
    """The formula, and the clock held against it."""

    def construct(self):
        self.title("The time of a swing")
        self.split()
        motion = swing(LENGTH, GRAVITY, 8 * DEGREES, 6 * SMALL)
        t = ValueTracker(0)
        pivot, rod = np.array([-3.2, 2.2, 0]), 3.9
        hand = pendulum(pivot, rod, lambda: motion(t.get_value()))
        self.show(FadeIn(hand), seconds=0.3)
        cue("formula")
        self.formula(r"T = 2\pi \sqrt{\frac{\ell}{g}}", 54)
        cue("numbers", 2)
        self.step(rf"= 2\pi \sqrt{{\frac{{{rounded(LENGTH)}}}{{{rounded(GRAVITY)}}}}}")
        self.step(rf"\approx ⟦green|{rounded(SMALL)}\text{{ s}}⟧")
        cue("clock", 2)
        clock = readout("time in s", lambda: min(t.get_value(), SMALL), "green", 2, 34).move_to([-5.2, -2.45, 0], aligned_edge=LEFT)
        self.show(FadeIn(clock), seconds=0.3)
        self.show(t.animate(rate_func=linear).set_value(SMALL), seconds=2.5)
        cue("learned", 2)
        self.note("Only length and gravity set the pace.", "ink", 32)
        self.show(t.animate(rate_func=linear).set_value(3 * SMALL), seconds=5)
