from manim import *
from proofreel import *

# Volts, kilohms, microfarads; the time constant in seconds.
VOLTAGE = 9
RESISTANCE = 100
CAPACITANCE = 20
TAU_RC = RESISTANCE * CAPACITANCE / 1000


class Curve(ProofreelScene):
    """Voltage over time, with the tangent that meets the top after one time constant, everywhere."""

    def construct(self):
        self.title("The charging curve")
        self.split()
        span = 5 * TAU_RC
        plot = Plot((0, span), (0, VOLTAGE * 1.18), 6.0, 4.0)
        plot.move_to([-3.4, 0.0, 0])
        t = ValueTracker(0)
        voltage = lambda x: VOLTAGE * (1 - np.exp(-x / TAU_RC))
        curve = always_redraw(lambda: plot.curve(voltage, "blue", (0, max(1e-4 * span, t.get_value()))))
        dot = always_redraw(lambda: plot.dot((t.get_value(), voltage(t.get_value()))))
        top = DashedLine(plot.axes.c2p(0, VOLTAGE), plot.axes.c2p(span, VOLTAGE), color=colour("yellow"), stroke_width=3)
        cue("draw", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "time in s", "volts")), Create(top), seconds=0.6)
        self.add(curve, dot)
        self.show(t.animate(rate_func=linear).set_value(span), seconds=4)
        cue("rate")
        self.formula(r"\frac{d U_C}{dt} = \frac{U - U_C}{R C}", 46)
        cue("tangent", 2)
        at = ValueTracker(0)

        def slope():
            x = at.get_value()
            return Line(plot.axes.c2p(x, voltage(x)), plot.axes.c2p(x + TAU_RC, VOLTAGE), color=colour("green"), stroke_width=4)

        tangent = always_redraw(slope)
        foot = always_redraw(lambda: DoubleArrow(plot.axes.c2p(at.get_value(), VOLTAGE * 1.09), plot.axes.c2p(at.get_value() + TAU_RC, VOLTAGE * 1.09), buff=0, color=colour("green"), stroke_width=4, tip_length=0.14))
        self.show(FadeIn(tangent), FadeIn(foot), seconds=0.6)
        self.show(at.animate.set_value(2.5 * TAU_RC), seconds=2.5)
        cue("constant")
        self.formula(rf"⟦green|\tau = R C = {rounded(TAU_RC, 3)}\text{{ s}}⟧", 46)
