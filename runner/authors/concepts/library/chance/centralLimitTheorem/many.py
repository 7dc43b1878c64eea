from manim import *
from proofreel import *

SIZE = 10
SAMPLES = 4000


class Many(ProofreelScene):
    """Thousands of averages pile up: a bell, however flat the die is."""

    def construct(self):
        means = np.random.default_rng(3).integers(1, 7, (SAMPLES, SIZE)).mean(axis=1)
        spread = np.sqrt(35 / 12 / SIZE)
        # Bars as wide as a whole number of the steps that averages go by, so that none holds more of them than its neighbour.
        width = max(1, round(spread / 3 * SIZE)) / SIZE
        count = int(np.ceil(min(2.5 + width, 4.2 * spread) / width))
        edges = 3.5 + width * (np.arange(2 * count + 2) - count - 0.5)
        places = np.digitize(means + 1e-9, edges) - 1
        tops = np.bincount(np.clip(places, 0, len(edges) - 2), minlength=len(edges) - 1) / SAMPLES
        self.title(f"{SAMPLES:,} averages of {SIZE} rolls".replace(",", " "))
        self.split()
        step = 1 if edges[-1] - edges[0] > 3 else 0.5 if edges[-1] - edges[0] > 1.4 else 0.25
        ticks = {k * step: rounded(k * step) for k in range(int(np.ceil(edges[0] / step)), int(edges[-1] / step) + 1)}
        chart = Histogram(edges, tops.max() * 1.15, percent=True, ticks=ticks, name=f"average of {SIZE} rolls", gap=0.06)
        done = ValueTracker(0)

        def shares():
            k = max(1, int(done.get_value()))
            seen = places[:k]
            return np.bincount(np.clip(seen, 0, len(edges) - 2), minlength=len(edges) - 1) / k * min(1, done.get_value() / 20)

        cue("chart", 2)
        self.show(FadeIn(chart), seconds=0.5)
        chart.follow(shares)
        label = words("averages", BODY_SIZE, "muted").move_to([4.2, 1.9, 0])
        number = Integer(0, font_size=44, color=INK, group_with_commas=False).add_updater(lambda n: n.set_value(int(done.get_value())).next_to(label, LEFT, buff=0.2))
        self.show(FadeIn(label), FadeIn(number), seconds=0.3)
        cue("few")
        self.show(done.animate(rate_func=linear).set_value(60), seconds=2.5)
        cue("grow")
        self.show(done.animate(rate_func=rate_functions.ease_in_quad).set_value(SAMPLES), seconds=4.5)
        self.items = [VGroup(label)]
        cue("bell")
        bell = chart.curve(lambda x: width * np.exp(-(((x - 3.5) / spread) ** 2) / 2) / (spread * np.sqrt(TAU)))
        self.show(Create(bell), seconds=1.5)
        self.note("a bell, although one die is flat", "yellow")
        cue("middle")
        self.show(Create(chart.upright(3.5, "3.5", "green")), seconds=0.8)
        self.formula(r"⟦green|\mu = 3.5⟧")
