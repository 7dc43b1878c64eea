from manim import *
from proofreel import *

# Volts and ohms; the current in amperes.
VOLTAGE = 12
RESISTANCE = 6
CURRENT = VOLTAGE / RESISTANCE


LOOP = [(-5.6, 1.7), (-1.4, 1.7), (-1.4, -1.9), (-5.6, -1.9)]
# Frame units a second for the current of the lesson.
PACE = 0.9


def circuit():
    """Battery left, resistor right, and a meter below."""
    return VGroup(wire([*LOOP, LOOP[0]]), battery((-5.6, -0.1)), resistor((-1.4, -0.1), True), meter((-3.5, -1.9), "A"))


def ramp(way, begin, end, seconds):
    """Charges run on while their pace goes evenly from `begin` to `end` (shares of PACE)."""
    total = (begin + end) / 2
    path = lambda x: (begin * x + (end - begin) * x * x / 2) / total if total > 0 else x
    return way.animate(rate_func=path).set_value(way.get_value() + PACE * total * seconds)


class Question(ProofreelScene):
    """Charges run around; the meter counts them."""

    def construct(self):
        self.title("How much current flows?")
        self.split()
        way = ValueTracker(0)
        charges = Charges(LOOP, way.get_value).set_z_index(-1)
        cue("parts", 3)
        self.show(FadeIn(circuit()), seconds=0.6)
        self.show(FadeIn(words(f"{rounded(VOLTAGE)} V", 28, "yellow").move_to([-5.0, -0.1, 0], aligned_edge=LEFT)), seconds=0.4)
        self.show(FadeIn(words(f"{rounded(RESISTANCE)} Ω", 28, "red").move_to([-1.95, -0.1, 0], aligned_edge=RIGHT)), seconds=0.4)
        cue("flow", 2)
        self.show(FadeIn(charges), seconds=0.4)
        self.show(ramp(way, 1, 1, 3), seconds=3)
        cue("meter")
        ring = Circle(0.5, color=colour("green"), stroke_width=5).move_to([-3.5, -1.9, 0])
        self.show(Create(ring), ramp(way, 1, 1, 1.2), seconds=1.2)
        cue("ask", 2)
        self.note("What decides how many come by in a second?", "yellow", 32)
        self.show(ramp(way, 1, 1, 2.5), seconds=2.5)
