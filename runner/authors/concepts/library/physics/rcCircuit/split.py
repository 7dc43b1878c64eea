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


class Split(ProofreelScene):
    """The battery's voltage is shared: what the capacitor has, the resistor lacks."""

    def construct(self):
        self.title("The voltage is shared")
        self.split()
        parts = circuit()
        t = ValueTracker(0)
        on_plates = lambda: VOLTAGE * (1 - np.exp(-t.get_value()))
        charges = Charges(LOOP, lambda: 5 * (1 - np.exp(-t.get_value()))).set_z_index(-1)
        self.show(FadeIn(parts), FadeIn(charges), FadeIn(labels()), seconds=0.4)
        cue("shared", 2)
        self.formula(r"⟦yellow|U⟧ = ⟦red|U_R⟧ + ⟦blue|U_C⟧", 48)
        base, height = np.array([2.0, -2.2, 0]), 2.6
        frame = Rectangle(width=1.1, height=height, color=colour("yellow"), stroke_width=3).move_to(base + UP * height / 2)
        block = lambda low, high, role: Rectangle(width=1.0, height=max(1e-3, height * (high - low) / VOLTAGE), color=colour(role), fill_opacity=0.75, stroke_width=0).move_to(base + UP * height * (low + high) / 2 / VOLTAGE)
        lower, upper = always_redraw(lambda: block(0, on_plates(), "blue")), always_redraw(lambda: block(on_plates(), VOLTAGE, "red"))
        numbers = VGroup(readout("on the resistor", lambda: VOLTAGE - on_plates(), "red", 1, 26), readout("on the plates", on_plates, "blue", 1, 26))
        numbers[0].move_to([2.9, -0.4, 0], aligned_edge=LEFT)
        numbers[1].move_to([2.9, -1.5, 0], aligned_edge=LEFT)
        self.show(FadeIn(frame), FadeIn(lower), FadeIn(upper), FadeIn(numbers), seconds=0.6)
        cue("begin")
        self.show(t.animate(rate_func=linear).set_value(0.5), seconds=2)
        cue("later")
        self.show(t.animate(rate_func=linear).set_value(2.5), seconds=4)
        cue("current")
        line = formula(r"I = \frac{U_R}{R}", 44).move_to([5.4, 1.8, 0])
        self.show(Write(line), seconds=0.9)
