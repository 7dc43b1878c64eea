from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Longer(ProofreelScene):
    """Four times as long: twice the time."""

    def construct(self):
        self.title("What does the length do?")
        self.split()
        first = swing(LENGTH, GRAVITY, 15 * DEGREES, 4.2 * SMALL)
        second = swing(4 * LENGTH, GRAVITY, 15 * DEGREES, 4.2 * SMALL)
        t = ValueTracker(0)
        top = 2.2
        short = pendulum(np.array([-5.2, top, 0]), 1.1, lambda: first(t.get_value()), "yellow", 0.16)
        tall = pendulum(np.array([-2.6, top, 0]), 4.4, lambda: second(t.get_value()), "blue", 0.16)
        names = VGroup(words(f"{rounded(LENGTH)} m", BODY_SIZE, "yellow").move_to([-5.2, 0.4, 0]), words(f"{rounded(4 * LENGTH)} m", BODY_SIZE, "blue").move_to([-0.9, 0.4, 0]))
        cue("two", 2)
        self.show(FadeIn(short), FadeIn(names[0]), seconds=0.5)
        self.show(FadeIn(tall), FadeIn(names[1]), seconds=0.5)

        def swings(period):
            return lambda: t.get_value() / period

        counts = VGroup(readout("swings", swings(SMALL), "yellow", 1, 34), readout("swings", swings(2 * SMALL), "blue", 1, 34))
        counts[0].move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        counts[1].move_to([0.9, 1.2, 0], aligned_edge=LEFT)
        cue("count", 2)
        self.show(FadeIn(counts), seconds=0.3)
        self.show(t.animate(rate_func=linear).set_value(4 * SMALL), seconds=6)
        cue("root", 2)
        self.items = [counts]
        self.note("4 times as long, 2 times the time")
        self.formula(r"T \sim \sqrt{⟦blue|\ell⟧}", 54)
