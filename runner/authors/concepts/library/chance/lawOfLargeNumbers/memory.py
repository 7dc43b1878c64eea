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


class Memory(ProofreelScene):
    """The share settles while the surplus of heads wanders: nothing is paid back."""

    def construct(self):
        self.title("The coin has no memory")
        values = shares(41)
        surplus = values * np.arange(1, THROWS + 1) - CHANCE * np.arange(1, THROWS + 1)
        top = float(np.ceil(np.abs(surplus).max() * 1.15 / 5) * 5)
        left, right = Plot((0, THROWS), (0, 1), 5.3, 3.3), numbers_below(Plot((0, THROWS), (-top, top), 5.3, 3.3))
        left.move_to([-3.5, 0.25, 0])
        right.move_to([3.4, 0.25, 0])
        thrown = ValueTracker(2)
        lines = always_redraw(lambda: VGroup(along(left, values, thrown.get_value(), "blue"), along(right, surplus, thrown.get_value(), "red")))
        cue("two")
        self.show(FadeIn(left), FadeIn(right), FadeIn(axis_names(left, "throws", "share of heads")), FadeIn(axis_names(right, "throws", "heads more than expected")), seconds=0.7)
        self.add(lines)
        cue("run")
        self.show(thrown.animate(rate_func=linear).set_value(THROWS), seconds=5)
        cue("back")
        self.show(Create(DashedLine(left.axes.c2p(0, CHANCE), left.axes.c2p(THROWS, CHANCE), color=colour("yellow"), stroke_width=3)), seconds=0.8)
        cue("learned")
        last = words("Shares settle because n grows, not because luck turns.", 30).move_to([0, -2.4, 0])
        self.show(FadeIn(last, shift=UP * 0.1), seconds=0.7)
