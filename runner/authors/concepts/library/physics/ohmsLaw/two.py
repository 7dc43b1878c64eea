from manim import *
from proofreel import *

# Volts and ohms; the current in amperes.
VOLTAGE = 12
RESISTANCE = 6
CURRENT = VOLTAGE / RESISTANCE


class Two(ProofreelScene):
    """Two equal resistors: one after the other, and side by side."""

    def construct(self):
        self.title("Two of them")
        way = ValueTracker(0)
        # One after the other: half the current.
        left = [(-6.2, 1.3), (-0.9, 1.3), (-0.9, -1.2), (-6.2, -1.2)]
        series = VGroup(wire([*left, left[0]]), battery((-6.2, 0.05)), resistor((-4.6, 1.3)), resistor((-2.4, 1.3)))
        slow = Charges(left, lambda: 0.5 * way.get_value()).set_z_index(-1)
        # Side by side: each has the whole voltage, the battery gives twice the current.
        inner = [(1.0, 1.3), (3.6, 1.3), (3.6, -1.2), (1.0, -1.2)]
        outer = [(1.0, 1.3), (6.0, 1.3), (6.0, -1.2), (1.0, -1.2)]
        parallel = VGroup(wire([*outer, outer[0]]), wire([inner[1], inner[2]]), battery((1.0, 0.05)), resistor((3.6, 0.05), True), resistor((6.0, 0.05), True))
        quick = VGroup(Charges(inner, way.get_value).set_z_index(-1), Charges(outer, lambda: way.get_value() + 0.25).set_z_index(-1))
        size = f"{rounded(RESISTANCE)} Ω"
        tags = VGroup(*[words(size, 24, "red").move_to(at) for at in ((-4.6, 0.8, 0), (-2.4, 0.8, 0), (2.85, 0.05, 0), (5.25, 0.05, 0))])
        run = lambda seconds: way.animate(rate_func=linear).set_value(way.get_value() + 0.9 * seconds)
        cue("series", 2)
        self.show(FadeIn(series), FadeIn(tags[:2]), FadeIn(slow), seconds=0.6)
        self.show(run(3), seconds=3)
        cue("half")
        first = formula(rf"I = \frac{{{rounded(VOLTAGE)}}}{{{rounded(RESISTANCE)} + {rounded(RESISTANCE)}}} \approx ⟦green|{rounded(CURRENT / 2, 3)}\text{{ A}}⟧", 42).move_to([-3.5, -2.15, 0])
        self.show(Write(first), run(1.2), seconds=1.2)
        cue("parallel", 2)
        self.show(FadeIn(parallel), FadeIn(tags[2:]), FadeIn(quick), seconds=0.6)
        self.show(run(3), seconds=3)
        cue("double")
        second = formula(rf"I = 2 \cdot \frac{{{rounded(VOLTAGE)}}}{{{rounded(RESISTANCE)}}} \approx ⟦green|{rounded(2 * CURRENT, 3)}\text{{ A}}⟧", 42).move_to([3.6, -2.15, 0])
        self.show(Write(second), run(1.2), seconds=1.2)
        cue("learned")
        self.show(run(4), seconds=4)
