from manim import *
from proofreel import *

# Volts, kilohms, microfarads; the time constant in seconds.
VOLTAGE = 9
RESISTANCE = 100
CAPACITANCE = 20
TAU_RC = RESISTANCE * CAPACITANCE / 1000


class Discharge(ProofreelScene):
    """Without the battery it empties by the same law."""

    def construct(self):
        self.title("And back again")
        self.split()
        span = 5 * TAU_RC
        plot = Plot((0, span), (0, VOLTAGE * 1.1), 6.0, 4.0)
        plot.move_to([-3.4, 0.0, 0])
        t = ValueTracker(0)
        voltage = lambda x: VOLTAGE * np.exp(-x / TAU_RC)
        cue("empty", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "time in s", "volts")), seconds=0.5)
        curve = always_redraw(lambda: plot.curve(voltage, "red", (0, max(1e-4 * span, t.get_value()))))
        dot = always_redraw(lambda: plot.dot((t.get_value(), voltage(t.get_value()))))
        self.add(curve, dot)
        self.show(t.animate(rate_func=linear).set_value(span), seconds=3.5)
        self.formula(r"U_C = U e^{-t/RC}", 48)
        cue("half", 2)
        half = TAU_RC * np.log(2)
        marks = VGroup(*[DashedLine(plot.axes.c2p(k * half, 0), plot.axes.c2p(k * half, voltage(k * half)), color=colour("green"), stroke_width=3) for k in (1, 2, 3)])
        self.show(LaggedStart(*[Create(mark) for mark in marks], lag_ratio=0.4), seconds=1.5)
        self.formula(rf"⟦green|t_{{1/2}} = RC \ln 2 \approx {rounded(half)}\text{{ s}}⟧", 44)
        cue("learned")
        self.note("R times C is the time in which a capacitor is charged to 63 percent.", "ink", 30)
