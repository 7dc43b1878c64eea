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


class Settle(ProofreelScene):
    """A thousand throws: the share comes to rest."""

    def construct(self):
        self.title("A thousand throws")
        self.split()
        plot = Plot((0, THROWS), (0, 1), 6.0, 4.0)
        plot.move_to([-3.4, -0.05, 0])
        values = shares(3)
        thrown = ValueTracker(2)
        level = DashedLine(plot.axes.c2p(0, CHANCE), plot.axes.c2p(THROWS, CHANCE), color=colour("yellow"), stroke_width=3)
        line = always_redraw(lambda: along(plot, values, thrown.get_value(), "blue"))
        cue("start", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "throws", "share of heads")), Create(level), seconds=0.6)
        numbers = VGroup(
            readout("throws", thrown.get_value, "ink", 0, 32),
            readout("share of heads", lambda: float(values[max(0, int(thrown.get_value()) - 1)]), "blue", 3, 32),
        )
        numbers[0].move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        numbers[1].move_to([0.9, 1.25, 0], aligned_edge=LEFT)
        self.items = [numbers]
        self.add(line)
        self.show(FadeIn(numbers), seconds=0.3)
        cue("hundred")
        self.show(thrown.animate(rate_func=linear).set_value(100), seconds=3)
        cue("thousand")
        self.show(thrown.animate(rate_func=linear).set_value(THROWS), seconds=4)
        cue("near")
        self.note(f"{rounded(100 * abs(values[-1] - CHANCE), 1)} percentage points from {rounded(CHANCE, 3)}", "yellow")
