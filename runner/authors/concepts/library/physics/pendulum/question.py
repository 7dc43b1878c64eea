from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Question(ProofreelScene):
    """It swings, and a clock counts one swing there and back."""

    def construct(self):
        self.title("How long does one swing take?")
        self.split()
        motion = swing(LENGTH, GRAVITY, ANGLE * DEGREES, 4 * PERIOD)
        t = ValueTracker(0)
        pivot = np.array([-3.2, 2.1, 0])
        rod = min(3.7, 3.0 / np.sin(ANGLE * DEGREES))
        angle = lambda: motion(t.get_value())
        hand = pendulum(pivot, rod, angle)
        beam = Line(pivot + LEFT, pivot + RIGHT, color=MUTED, stroke_width=4)
        cue("hang", 2)
        self.show(FadeIn(hand), Create(beam), seconds=0.6)
        size = words(f"{rounded(LENGTH)} m", BODY_SIZE, "blue").move_to(hung(pivot, rod / 2, ANGLE * DEGREES) + 0.75 * RIGHT)
        plumb = DashedLine(pivot, pivot + max(rod, 2) * DOWN, color=MUTED, stroke_width=2)
        arc = Arc(1.1, -PI / 2, ANGLE * DEGREES, arc_center=pivot, color=INK, stroke_width=3)
        value = words(f"{rounded(ANGLE)}°", BODY_SIZE).move_to(pivot + [-0.5, -0.95, 0])
        self.show(FadeIn(size), Create(plumb), Create(arc), FadeIn(value), seconds=0.8)
        clock = readout("time in s", lambda: min(t.get_value(), PERIOD), "yellow", 2, 34).move_to([0.9, 1.6, 0], aligned_edge=LEFT)
        cue("go", 2)
        self.show(FadeOut(VGroup(size, arc, value)), FadeIn(clock), seconds=0.3)
        self.show(t.animate(rate_func=linear).set_value(PERIOD), seconds=3)
        cue("ask")
        self.items = [clock]
        self.note("Does it take longer when it is longer, heavier, or swings wider?", "ink", 30)
        self.show(t.animate(rate_func=linear).set_value(2.5 * PERIOD), seconds=4)
