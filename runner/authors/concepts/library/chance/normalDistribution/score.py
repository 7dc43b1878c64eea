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


class Score(ProofreelScene):
    """A value's distance from the mean, counted in standard deviations."""

    def construct(self):
        self.title("Is this value unusual?")
        self.split()
        chart = Histogram([MEAN - 4 * DEVIATION, MEAN + 4 * DEVIATION], bell(MEAN) * 1.15, ticks=ruler(), name="value")
        chart.axis[1:-2].set_opacity(0)
        value = MEAN + 1.5 * DEVIATION
        at = ValueTracker(MEAN)
        curve = chart.curve(bell, "blue")
        dot = always_redraw(lambda: Dot(chart.at(at.get_value(), bell(at.get_value())), radius=0.1, color=colour("yellow")))
        way = always_redraw(lambda: Line(chart.at(MEAN, -0.012 * chart.top), chart.at(at.get_value() + 1e-6, -0.012 * chart.top), color=colour("yellow"), stroke_width=8))
        cue("value", 2)
        self.show(FadeIn(chart.axis), FadeIn(curve), FadeIn(dot), FadeIn(way), seconds=0.6)
        self.show(at.animate.set_value(value), seconds=1.6)
        self.note(f"x = {rounded(value)}".replace("-", "−"), "yellow", 32)
        cue("count", 2)
        self.formula(r"z = \frac{x - \mu}{\sigma}", 48)
        self.step(rf"= \frac{{{rounded(value)} - {bracketed(MEAN)}}}{{{rounded(DEVIATION)}}} = ⟦yellow|1.5⟧")
        cue("above", 2)
        xs = np.linspace(value, MEAN + 4 * DEVIATION, 60)
        tail = Polygon(chart.at(value), *[chart.at(x, bell(x)) for x in xs], chart.at(xs[-1]), color=colour("red"), fill_opacity=0.6, stroke_width=0)
        self.show(FadeIn(tail), seconds=0.8)
        self.note("6.7 % are larger", "red", 30)
        cue("learned")
        self.note("Mean and deviation tell all about a bell.", "ink", 30)
