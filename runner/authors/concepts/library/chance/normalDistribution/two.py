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


class Two(ProofreelScene):
    """The mean moves the bell, the standard deviation widens it."""

    def construct(self):
        self.title("Two numbers make the bell")
        self.split()
        chart = Histogram([MEAN - 5 * DEVIATION, MEAN + 5 * DEVIATION], bell(MEAN) * 2.15, ticks={x: text for x, text in ruler(4).items() if round((x - MEAN) / DEVIATION) % 2 == 0}, name="value")
        chart.axis[1:-2].set_opacity(0)
        mean, deviation = ValueTracker(MEAN), ValueTracker(DEVIATION)
        curve = always_redraw(lambda: chart.curve(lambda x: bell(x, mean.get_value(), deviation.get_value()), "blue"))
        height = lambda: bell(0, 0, deviation.get_value())
        middle = always_redraw(lambda: Line(chart.at(mean.get_value()), chart.at(mean.get_value(), height()), color=colour("yellow"), stroke_width=4))
        width = always_redraw(lambda: DoubleArrow(
            chart.at(mean.get_value() - deviation.get_value(), height() * np.exp(-0.5)), chart.at(mean.get_value() + deviation.get_value(), height() * np.exp(-0.5)),
            buff=0, color=colour("green"), stroke_width=4, tip_length=0.16,
        ))
        cue("bell")
        self.show(FadeIn(chart.axis), FadeIn(curve), seconds=0.6)
        numbers = VGroup(readout("mean μ", lambda: mean.get_value(), "yellow", 2 if DEVIATION < 5 else 1, 32), readout("standard deviation σ", lambda: deviation.get_value(), "green", 2 if DEVIATION < 5 else 1, 32))
        numbers[0].move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        numbers[1].move_to([0.9, 1.2, 0], aligned_edge=LEFT)
        self.items = [numbers]
        cue("mean", 3)
        self.show(FadeIn(middle), FadeIn(numbers[0]), seconds=0.4)
        self.show(mean.animate.set_value(MEAN + 2 * DEVIATION), seconds=1.5)
        self.show(mean.animate.set_value(MEAN), seconds=1.2)
        cue("width", 3)
        self.show(FadeIn(width), FadeIn(numbers[1]), seconds=0.4)
        self.show(deviation.animate.set_value(1.6 * DEVIATION), seconds=1.5)
        self.show(deviation.animate.set_value(0.55 * DEVIATION), seconds=1.8)
        cue("area", 2)
        self.show(deviation.animate.set_value(DEVIATION), seconds=1)
        whole = Polygon(*[chart.at(x, bell(x)) for x in np.linspace(chart.edges[0], chart.edges[-1], 120)], color=colour("blue"), fill_opacity=0.3, stroke_width=0)
        self.show(FadeIn(whole), seconds=0.6)
        self.note("the area stays 1: all values together", "blue")
