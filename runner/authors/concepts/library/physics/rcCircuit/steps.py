from manim import *
from proofreel import *

# Volts, kilohms, microfarads; the time constant in seconds.
VOLTAGE = 9
RESISTANCE = 100
CAPACITANCE = 20
TAU_RC = RESISTANCE * CAPACITANCE / 1000


class Steps(ProofreelScene):
    """After every time constant 37 % of the gap is left."""

    def construct(self):
        self.title("Step by step of one τ")
        self.split()
        count = 5
        left = [VOLTAGE * np.exp(-k) for k in range(count + 1)]
        chart = Histogram(np.arange(-0.5, count + 1), VOLTAGE * 1.12, ticks={k: f"{rounded(k * TAU_RC, 2)}" for k in range(count + 1)}, name="time in s", gap=0.25, unit=" V")
        shown = ValueTracker(0)

        def now():
            values = []
            for k in range(count + 1):
                part = min(1, max(0, shown.get_value() - k + 1))
                values.append((VOLTAGE - left[k]) * part)
            return values

        cue("start", 2)
        self.show(FadeIn(chart.axis), seconds=0.4)
        chart.follow(now)
        self.add(chart.bars)
        top = DashedLine(chart.at(-0.5, VOLTAGE), chart.at(count + 0.5, VOLTAGE), color=colour("yellow"), stroke_width=3)
        self.show(Create(top), seconds=0.6)
        cue("one", 2)
        self.show(shown.animate.set_value(1), seconds=1)
        self.formula(rf"1 - e^{{-1}} \approx ⟦blue|63\,\%⟧", 46)
        cue("more", 2)
        self.show(shown.animate(rate_func=linear).set_value(count), seconds=3)
        self.formula(rf"5\tau: \quad 1 - e^{{-5}} \approx ⟦blue|99.3\,\%⟧", 46)
        cue("formula")
        self.formula(r"U_C = U \left(1 - e^{-t/RC}\right)", 46)
