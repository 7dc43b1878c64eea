from manim import *
from proofreel import *

SIZE = 10


class Narrower(ProofreelScene):
    """The exact chances of the average for ever more dice: the hill grows narrow."""

    def construct(self):
        sizes = sorted({1, 2, 4, SIZE})
        self.title("More rolls, a narrower hill")
        self.split()
        edges = np.linspace(0.75, 6.25, 23)
        shapes = [self.shape(n, edges) for n in sizes]
        chart = Histogram(edges, 1.12 * max(shape.max() for shape in shapes), percent=True, ticks={k: str(k) for k in range(1, 7)}, name="average of n rolls", gap=0.05)
        stage = ValueTracker(0)

        def now():
            k = min(int(stage.get_value()), len(shapes) - 2) if len(shapes) > 1 else 0
            part = stage.get_value() - k
            return (1 - part) * shapes[k] + part * shapes[min(k + 1, len(shapes) - 1)]

        chart.show_values(shapes[0])
        cue("one", 2)
        self.show(FadeIn(chart), seconds=0.5)
        line = lambda n: rf"n = {n}: \quad \sigma_{{\text{{average}}}} = ⟦yellow|{rounded(np.sqrt(35 / 12 / n))}⟧"
        self.formula(line(1), 40)
        chart.follow(now)
        cue("more", 2 * (len(sizes) - 1))
        for k in range(1, len(sizes)):
            self.show(stage.animate.set_value(k), seconds=1.6)
            self.formula(line(sizes[k]), 40)
        cue("root")
        self.formula(r"\sigma_{\text{average}} = \frac{\sigma}{\sqrt{n}}", 48)
        cue("band")
        spread = np.sqrt(35 / 12 / sizes[-1])
        band = VGroup(chart.upright(3.5 - spread, height=1.0), chart.upright(3.5 + spread, height=1.0))
        arrow = DoubleArrow(chart.at(3.5 - spread, chart.top * 1.03), chart.at(3.5 + spread, chart.top * 1.03), buff=0, color=colour("yellow"), stroke_width=3, tip_length=0.12)
        self.show(Create(band), FadeIn(arrow), seconds=0.8)

    def shape(self, n, edges):
        """Shares of the average of n rolls in the bars, by convolution; a single die's bars are as wide as its faces."""
        chances = np.ones(1)
        for _ in range(n):
            chances = np.convolve(chances, np.ones(6) / 6)
        means = np.arange(n, 6 * n + 1) / n
        half = 0.5 / n
        shares = np.zeros(len(edges) - 1)
        for mean, chance in zip(means, chances):
            overlap = np.minimum(edges[1:], mean + half) - np.maximum(edges[:-1], mean - half)
            shares += chance * np.clip(overlap, 0, None) / (2 * half)
        return shares
