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


class Question(ProofreelScene):
    """Values fall one by one onto the axis and pile up."""

    def construct(self):
        self.title("Where do the values fall?")
        self.split()
        values = np.random.default_rng(12).normal(MEAN, DEVIATION, 2000)
        edges = MEAN + DEVIATION * np.linspace(-4, 4, 33)
        places = np.clip(np.digitize(values, edges) - 1, 0, 31)
        chart = Histogram(edges, np.bincount(places, minlength=32).max() * 1.15, ticks=ruler(), name="value", gap=0.06)
        done = ValueTracker(0)
        chart.follow(lambda: np.bincount(places[: int(done.get_value())], minlength=32))
        cue("measure", 2)
        self.show(FadeIn(chart.axis), seconds=0.4)
        self.add(chart.bars)
        count = readout("values", lambda: done.get_value(), "ink", 0, 36).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.show(FadeIn(count), seconds=0.3)
        cue("few")
        self.show(done.animate(rate_func=linear).set_value(40), seconds=2.5)
        cue("many")
        self.show(done.animate(rate_func=rate_functions.ease_in_quad).set_value(2000), seconds=4.5)
        cue("ask")
        self.items = [count]
        scale = 2000 * (edges[1] - edges[0])
        self.show(Create(chart.curve(lambda x: scale * bell(x))), seconds=1.2)
        self.note("What does this bell tell?", "yellow", 32)
