from manim import *
from proofreel import *

# Volts, kilohms, microfarads; the time constant in seconds.
VOLTAGE = 9
RESISTANCE = 100
CAPACITANCE = 20
TAU_RC = RESISTANCE * CAPACITANCE / 1000


LOOP = [(-5.6, 1.7), (-1.4, 1.7), (-1.4, -1.9), (-5.6, -1.9)]


def circuit():
    """Battery left, resistor above, capacitor right."""
    return VGroup(wire([*LOOP, LOOP[0]]), battery((-5.6, -0.1)), resistor((-3.5, 1.7)), capacitor((-1.4, -0.1)))


def labels():
    return VGroup(
        words(f"{rounded(VOLTAGE)} V", 26, "yellow").move_to([-5.0, -0.1, 0], aligned_edge=LEFT),
        words(f"{rounded(RESISTANCE)} kΩ", 26, "red").move_to([-3.5, 1.1, 0]),
        words(f"{rounded(CAPACITANCE)} µF", 26, "blue").move_to([-2.15, -0.1, 0], aligned_edge=RIGHT),
    )


class Question(ProofreelScene):
    """The switch closes, charge flows, and the plates fill up."""

    def construct(self):
        self.title("How fast does it charge?")
        self.split()
        parts = circuit()
        t = ValueTracker(0)
        # In time constants; the charges have gone as far as charge has flowed.
        flowed = lambda: 5 * (1 - np.exp(-t.get_value()))
        charges = Charges(LOOP, flowed)
        cue("parts", 2)
        self.show(FadeIn(parts), seconds=0.7)
        self.show(FadeIn(labels()), seconds=0.5)
        # The charges lie under the symbols.
        charges.set_z_index(-1)
        cue("close", 2)
        self.show(FadeIn(charges), seconds=0.3)

        def plates():
            many = int(8 * (1 - np.exp(-t.get_value())) + 1e-6)
            signs = VGroup()
            for k in range(many):
                x = -1.4 + 0.36 * ((k % 4) - 1.5) * 0.8
                y = 0.28 + 0.24 * (k // 4)
                signs.add(words("+", 22, "red").move_to([x, -0.1 + y, 0]), words("−", 22, "blue").move_to([x, -0.1 - y, 0]))
            return signs

        filled = always_redraw(plates)
        self.add(filled)
        self.show(t.animate(rate_func=linear).set_value(1.2), seconds=3)
        cue("slower")
        self.show(t.animate(rate_func=linear).set_value(4), seconds=4)
        cue("ask", 2)
        self.note("Why does the current fade?", "yellow", 32)
        self.note("How long does it take?", "yellow", 32)
