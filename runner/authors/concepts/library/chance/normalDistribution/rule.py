from manim import *
from proofreel import *

# Mean and standard deviation of what is measured.
MEAN = 170
DEVIATION = 8


def bell(x, mean=MEAN, deviation=DEVIATION):
    """The density at x."""
    return np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(TAU))


def ruler(reach=4):
    """Marks a standard deviation apart, around the mean."""
    return {MEAN + k * DEVIATION: rounded(MEAN + k * DEVIATION) for k in range(-int(reach), int(reach) + 1)}


class Rule(ProofreelScene):
    """68, 95 and 99.7 percent: one, two and three standard deviations."""

    def construct(self):
        self.title("How much lies how near?")
        self.split()
        chart = Histogram([MEAN - 4 * DEVIATION, MEAN + 4 * DEVIATION], bell(MEAN) * 1.15, ticks=ruler(), name="value")
        chart.axis[1:-2].set_opacity(0)
        reach = ValueTracker(0.001)

        def area():
            xs = np.linspace(MEAN - reach.get_value() * DEVIATION, MEAN + reach.get_value() * DEVIATION, 80)
            return Polygon(chart.at(xs[0]), *[chart.at(x, bell(x)) for x in xs], chart.at(xs[-1]), color=colour("yellow"), fill_opacity=0.4, stroke_width=0)

        share = lambda: 100 * self.within(reach.get_value())
        band = always_redraw(area)
        cue("bell", 2)
        self.show(FadeIn(chart.axis), Create(chart.curve(bell, "blue")), seconds=0.9)
        number = readout("inside, in percent", share, "yellow", 1, 32).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.items = [number]
        self.show(FadeIn(number), FadeIn(band), seconds=0.4)
        for k in (1, 2, 3):
            cue(f"within-{k}", 2)
            self.show(reach.animate.set_value(k), seconds=1.4)
            self.formula(rf"\mu \pm {'' if k == 1 else k}\sigma: \quad {rounded(100 * self.within(k), 1)}\,\%", 44)
        cue("own")
        self.note(f"two of three values: {rounded(MEAN - DEVIATION)} to {rounded(MEAN + DEVIATION)}".replace("-", "−"), "yellow")

    def within(self, k):
        """The share within k standard deviations, by Simpson's rule."""
        xs = np.linspace(-k, k, 401)
        weights = np.ones(401)
        weights[1:-1:2], weights[2:-1:2] = 4, 2
        return float((weights * np.exp(-(xs**2) / 2)).sum() * (xs[1] - xs[0]) / 3 / np.sqrt(TAU))
