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


class Push(ProofreelScene):
    """More voltage, more current: a straight line."""

    def construct(self):
        self.title("More voltage, more current")
        way, volts = ValueTracker(0), ValueTracker(0)
        amps = lambda: volts.get_value() / RESISTANCE
        charges = Charges(LOOP, way.get_value).set_z_index(-1)
        top = 1.6 * VOLTAGE
        plot = Plot((0, top), (0, 1.1 * top / RESISTANCE), 5.2, 3.5)
        plot.move_to([3.2, 0.1, 0])
        cue("zero")
        self.show(FadeIn(circuit()), FadeIn(charges), FadeIn(plot), FadeIn(axis_names(plot, "volts", "amperes")), seconds=0.7)
        line = always_redraw(lambda: Line(plot.axes.c2p(0, 0), plot.axes.c2p(max(1e-6, volts.get_value()), amps()), color=colour("green"), stroke_width=5))
        dot = always_redraw(lambda: plot.dot((volts.get_value(), amps())))
        numbers = VGroup(readout("U in V", volts.get_value, "yellow", 1, 26), readout("I in A", amps, "green", 2, 26))
        numbers[0].move_to([-4.85, 0.35, 0], aligned_edge=LEFT)
        numbers[1].move_to([-4.85, -0.45, 0], aligned_edge=LEFT)
        self.add(line)
        self.show(FadeIn(dot), FadeIn(numbers), seconds=0.4)
        cue("up")
        self.show(volts.animate(rate_func=linear).set_value(VOLTAGE), ramp(way, 0, 1, 4), seconds=4)
        cue("stay")
        self.show(ramp(way, 1, 1, 1.5), seconds=1.5)
        cue("line")
        self.show(volts.animate(rate_func=linear).set_value(top), ramp(way, 1, 1.6, 2.5), seconds=2.5)
