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


class Brake(ProofreelScene):
    """More resistance, less current: a curve that falls."""

    def construct(self):
        self.title("More resistance, less current")
        way, ohms = ValueTracker(0), ValueTracker(RESISTANCE)
        amps = lambda: VOLTAGE / ohms.get_value()
        charges = Charges(LOOP, way.get_value).set_z_index(-1)
        plot = Plot((0, 4.2 * RESISTANCE), (0, 2.3 * CURRENT), 5.2, 3.5)
        plot.move_to([3.2, 0.1, 0])
        curve = plot.curve(lambda r: VOLTAGE / r if r > 0 else 1e9, "blue", (0.46 * RESISTANCE, 4.2 * RESISTANCE))
        dot = always_redraw(lambda: plot.dot((ohms.get_value(), amps())))
        cue("keep")
        self.show(FadeIn(circuit()), FadeIn(charges), FadeIn(plot), FadeIn(axis_names(plot, "ohms", "amperes")), seconds=0.7)
        numbers = VGroup(readout("R in Ω", ohms.get_value, "red", 1, 26), readout("I in A", amps, "green", 2, 26))
        numbers[0].move_to([-4.85, 0.35, 0], aligned_edge=LEFT)
        numbers[1].move_to([-4.85, -0.45, 0], aligned_edge=LEFT)
        self.show(FadeIn(numbers), FadeIn(dot), ramp(way, 1, 1, 1), seconds=1)
        cue("more")
        self.show(ohms.animate.set_value(2 * RESISTANCE), ramp(way, 1, 0.5, 2), seconds=2)
        self.show(ramp(way, 0.5, 0.5, 1.5), seconds=1.5)
        cue("four")
        self.show(ohms.animate.set_value(4 * RESISTANCE), ramp(way, 0.5, 0.25, 2), seconds=2)
        cue("less")
        self.show(Create(curve), ohms.animate.set_value(0.5 * RESISTANCE), ramp(way, 0.25, 2, 3), seconds=3)
