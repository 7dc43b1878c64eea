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


class Funnel(ProofreelScene):
    """Many runs at once stay in a funnel that narrows with the root of n."""

    def construct(self):
        self.title("Was that luck?")
        self.split()
        plot = Plot((0, THROWS), (0, 1), 6.0, 4.0)
        plot.move_to([-3.4, -0.05, 0])
        runs = [shares(20 + k) for k in range(12)]
        thrown = ValueTracker(2)
        lines = always_redraw(lambda: VGroup(*[along(plot, run, thrown.get_value(), "blue", 1.5) for run in runs]))
        cue("runs", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "throws", "share of heads")), seconds=0.5)
        self.add(lines)
        self.show(thrown.animate(rate_func=linear).set_value(THROWS), seconds=4)
        cue("funnel")
        width = lambda n: 1.96 * np.sqrt(CHANCE * (1 - CHANCE) / n)
        edges = VGroup(*[plot.curve(lambda n, s=s: CHANCE + s * width(max(n, 1)), "yellow", (1, THROWS)) for s in (1, -1)])
        self.show(Create(edges), seconds=1.6)
        self.formula(r"p \pm 1.96 \sqrt{\frac{p(1-p)}{n}}", 46)
        cue("width")
        self.note(f"n = 100: ± {rounded(100 * width(100), 1)} %", "ink", 30)
        self.note(f"n = 1000: ± {rounded(100 * width(1000), 1)} %", "ink", 30)
