from manim import *
from proofreel import *

# How many throws, and the chance of heads in each.
TRIALS = 10
CHANCE = 0.5


def shares(n):
    """The chance of 0 to n heads in n throws."""
    row = np.ones(1)
    for _ in range(n):
        row = np.append(row * (1 - CHANCE), 0) + np.insert(row * CHANCE, 0, 0)
    return row


class Trial(ProofreelScene):
    """Four thousand rows are thrown and counted, and come out as computed."""

    def construct(self):
        self.title("Does it come out like that?")
        self.split()
        rows = 4000
        heads = np.random.default_rng(8).binomial(TRIALS, CHANCE, rows)
        exact = shares(TRIALS)
        chart = Histogram(np.arange(-0.5, TRIALS + 1), max(exact.max() * 1.35, 0.1), percent=True, name="heads", gap=0.16)
        done = ValueTracker(0)

        def now():
            k = max(1, int(done.get_value()))
            return np.bincount(heads[:k], minlength=TRIALS + 1) / k * min(1, done.get_value() / 12)

        chart.follow(now)
        cue("throw", 2)
        self.show(FadeIn(chart), seconds=0.5)
        count = readout("rows thrown", lambda: done.get_value(), "ink", 0, 34).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.show(FadeIn(count), seconds=0.3)
        self.show(done.animate(rate_func=rate_functions.ease_in_quad).set_value(rows), seconds=5)
        cue("compare", 2)
        marks = VGroup(*[Line(chart.at(k - 0.42, value), chart.at(k + 0.42, value), color=colour("yellow"), stroke_width=4) for k, value in enumerate(exact)])
        self.show(LaggedStart(*[Create(mark) for mark in marks], lag_ratio=0.1), seconds=1.5)
        self.items = [count]
        self.note("yellow: as computed", "yellow")
        cue("spread", 2)
        mean, spread = TRIALS * CHANCE, np.sqrt(TRIALS * CHANCE * (1 - CHANCE))
        self.formula(rf"\sigma = \sqrt{{n p (1-p)}} \approx {rounded(spread)}", 42)
        band = [chart.at(max(-0.5, mean - spread), chart.top), chart.at(min(TRIALS + 0.5, mean + spread), chart.top)]
        self.show(Create(DoubleArrow(*band, buff=0, color=colour("green"), stroke_width=4, tip_length=0.16)), seconds=0.8)
        cue("learned")
        self.note("Chances of a count: ways times the chance of one way.", "ink", 30)
