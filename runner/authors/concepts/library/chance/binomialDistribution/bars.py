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


class Bars(ProofreelScene):
    """The chances of every number, growing throw by throw."""

    def construct(self):
        self.title("All chances at once")
        self.split()
        top = max(shares(TRIALS).max(), 0.3) * 1.12
        chart = Histogram(np.arange(-0.5, TRIALS + 1), top, percent=True, name="heads", gap=0.16)
        throws = ValueTracker(1)

        def now():
            n = min(int(throws.get_value()), TRIALS - 1)
            part = throws.get_value() - n
            full = lambda m: np.append(shares(m), np.zeros(TRIALS - m))
            return (1 - part) * full(n) + part * full(n + 1)

        cue("start", 2)
        self.show(FadeIn(chart.axis), seconds=0.4)
        chart.show_values(now())
        self.show(FadeIn(chart.bars), seconds=0.5)
        chart.follow(now)
        count = readout("throws", lambda: throws.get_value(), "ink", 0, 36).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.items = [count]
        self.show(FadeIn(count), seconds=0.3)
        cue("grow")
        self.show(throws.animate(rate_func=linear).set_value(TRIALS), seconds=4.5)
        chart.bars.clear_updaters()
        cue("peak")
        best = int(np.argmax(shares(TRIALS)))
        self.show(chart.bars[best].animate.set_color(colour("yellow")), seconds=0.6)
        self.note(f"likeliest: {best} heads, {rounded(100 * shares(TRIALS)[best], 1)} %", "yellow")
        cue("mean", 2)
        mean = TRIALS * CHANCE
        self.show(Create(chart.upright(mean, "", "green", 1.0)), seconds=0.8)
        self.formula(rf"⟦green|\mu = n p = {rounded(mean)}⟧", 44)
