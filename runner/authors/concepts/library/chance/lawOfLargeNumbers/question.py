from manim import *
from proofreel import *

# The chance of heads.
CHANCE = 0.5
THROWS = 1000


def shares(seed):
    """The share of heads after 1 to THROWS throws."""
    heads = np.random.default_rng(seed).random(THROWS) < CHANCE
    return np.cumsum(heads) / np.arange(1, THROWS + 1)


def along(plot, values, count, role, width=3.0):
    """The first `count` values as a line over the number of throws."""
    count = max(2, int(count))
    picked = np.unique(np.linspace(0, count - 1, min(count, 250)).astype(int))
    line = VMobject(color=colour(role), stroke_width=width)
    return line.set_points_as_corners([plot.axes.c2p(k + 1, values[k]) for k in picked])


class Question(ProofreelScene):
    """Twenty throws, and the share of heads jumps about."""

    def construct(self):
        self.title("Does chance even out?")
        count = 20
        heads = np.random.default_rng(6).random(count) < CHANCE
        part = np.cumsum(heads) / np.arange(1, count + 1)
        plot = Plot((0, count), (0, 1), 10.6, 2.9)
        plot.move_to([0.2, -0.75, 0])
        thrown = ValueTracker(0)
        row = [coin(bool(side), 0.5).move_to([-5.2 + 0.55 * k, 1.75, 0]) for k, side in enumerate(heads)]
        coins = always_redraw(lambda: VGroup(*row[: int(thrown.get_value())]))
        dots = always_redraw(lambda: VGroup(*[plot.dot((k + 1, part[k]), "blue") for k in range(int(thrown.get_value()))]))
        cue("coin")
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "throws", "share of heads")), seconds=0.6)
        self.add(coins, dots)
        cue("first")
        self.show(thrown.animate(rate_func=linear).set_value(5), seconds=2.5)
        cue("jump")
        self.show(thrown.animate(rate_func=linear).set_value(count), seconds=4)
        cue("ask")
        level = DashedLine(plot.axes.c2p(0, CHANCE), plot.axes.c2p(count, CHANCE), color=colour("yellow"), stroke_width=3)
        self.show(Create(level), seconds=1)
