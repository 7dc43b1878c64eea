from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Wider(ProofreelScene):
    """A small swing and a wide one: nearly in step."""

    def construct(self):
        self.title("And a wider swing?")
        self.split()
        little = 5
        wide = swing(LENGTH, GRAVITY, ANGLE * DEGREES, 6 * SMALL)
        narrow = swing(LENGTH, GRAVITY, little * DEGREES, 6 * SMALL)
        t = ValueTracker(0)
        pivot, rod = np.array([-3.2, 2.2, 0]), min(3.9, 3.0 / np.sin(ANGLE * DEGREES))
        hands = VGroup(pendulum(pivot, rod, lambda: narrow(t.get_value()), "blue"), pendulum(pivot, rod, lambda: wide(t.get_value()), "yellow"))
        cue("both", 2)
        self.show(FadeIn(hands), seconds=0.5)
        self.note(f"{little}° and {rounded(ANGLE)}°, let go together", "ink")
        cue("swing")
        self.show(t.animate(rate_func=linear).set_value(3 * SMALL), seconds=6)
        cue("times", 2)
        late = 100 * (PERIOD / SMALL - 1)
        self.formula(rf"⟦blue|T_{{{little}^\circ}} = {rounded(period_of(LENGTH, GRAVITY, little * DEGREES), 3)}\text{{ s}}⟧", 44)
        self.formula(rf"⟦yellow|T_{{{rounded(ANGLE)}^\circ}} = {rounded(PERIOD, 3)}\text{{ s}}⟧", 44)
        cue("late")
        self.note(f"only {rounded(late, 1)} % longer" if late < 8 else f"{rounded(late, 1)} % longer: this is wide", "green")
        cue("mass")
        self.show(t.animate(rate_func=linear).set_value(5 * SMALL), seconds=4)
