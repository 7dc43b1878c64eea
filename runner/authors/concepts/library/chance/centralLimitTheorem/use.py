from manim import *
from proofreel import *

SIZE = 10


class Use(ProofreelScene):
    """What the bell is good for: 95 of 100 averages lie within two spreads of the middle."""

    def construct(self):
        shown = 100
        means = np.random.default_rng(29).integers(1, 7, (shown, SIZE)).mean(axis=1)
        spread = np.sqrt(35 / 12 / SIZE)
        low, high = 3.5 - 1.96 * spread, 3.5 + 1.96 * spread
        inside = int(((means >= low) & (means <= high)).sum())
        self.title("What can you count on?")
        self.split()
        reach = max(3.4 * spread, 1.05 * np.abs(means - 3.5).max())
        step = 1 if reach > 1.5 else 0.5 if reach > 0.7 else 0.25
        ticks = {k * step: rounded(k * step) for k in range(int(np.ceil((3.5 - reach) / step)), int((3.5 + reach) / step) + 1)}
        chart = Histogram([3.5 - reach, 3.5 + reach], 1.15, ticks=ticks, name=f"average of {SIZE} rolls")
        chart.axis[1:-2].set_opacity(0)
        bell = lambda x: np.exp(-(((x - 3.5) / spread) ** 2) / 2)
        curve = chart.curve(bell, "blue")
        cue("bell", 2)
        self.show(FadeIn(chart.axis), seconds=0.4)
        self.show(Create(curve), seconds=1.2)
        cue("band", 2)
        area = Polygon(chart.at(low), *[chart.at(x, bell(x)) for x in np.linspace(low, high, 60)], chart.at(high), color=colour("blue"), fill_opacity=0.3, stroke_width=0)
        ends = VGroup(chart.upright(low, "", "yellow", 0.5), chart.upright(high, "", "yellow", 0.5))
        self.show(FadeIn(area), Create(ends), seconds=1)
        self.formula(rf"3.5 \pm 1.96 \cdot \frac{{{rounded(np.sqrt(35 / 12))}}}{{\sqrt{{{SIZE}}}}}", 44)
        self.step(rf"\text{{from }} ⟦yellow|{rounded(low)}⟧ \text{{ to }} ⟦yellow|{rounded(high)}⟧")
        cue("try")
        order = np.argsort(np.argsort(means))
        jitter = np.random.default_rng(1).uniform(0.04, 0.4, shown)
        dots = VGroup(*[Dot(chart.at(x, y), radius=0.055, color=colour("green" if low <= x <= high else "red")) for x, y in zip(means, jitter)])
        self.show(LaggedStart(*[FadeIn(dot, shift=DOWN * 0.5) for dot in dots], lag_ratio=0.06), seconds=3)
        cue("count")
        self.note(f"{inside} of {shown} averages lie inside", "green")
        cue("learned")
        self.note("Averages of many tries follow a bell, whatever one try looks like.", "ink", 30)
