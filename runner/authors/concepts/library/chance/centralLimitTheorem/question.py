from manim import *
from proofreel import *

SIZE = 10
ROLLS = 300


class Question(ProofreelScene):
    """A die is rolled until its six bars are about level."""

    def construct(self):
        rolls = np.random.default_rng(7).integers(1, 7, ROLLS)
        self.title("What do averages look like?")
        self.split()
        chart = Histogram(np.arange(0.5, 7), 0.4, percent=True, name="result of one roll")
        done = ValueTracker(0)
        shares = lambda: np.bincount(rolls[: max(1, int(done.get_value()))], minlength=7)[1:] / max(1, int(done.get_value())) * min(1, done.get_value())
        face = always_redraw(lambda: die(int(rolls[min(ROLLS - 1, int(done.get_value()))]), 1.5).move_to([3.6, 1.2, 0]))
        cue("die", 2)
        self.show(FadeIn(face, scale=0.7), seconds=0.6)
        self.show(FadeIn(chart), seconds=0.5)
        label = words("rolls", BODY_SIZE, "muted").move_to([3.9, -0.1, 0])
        count = Integer(0, font_size=40, color=INK).add_updater(lambda n: n.set_value(int(done.get_value())).next_to(label, LEFT, buff=0.2))
        chart.follow(shares)
        self.add(chart)
        cue("few", 2)
        self.show(FadeIn(label), FadeIn(count), seconds=0.3)
        self.show(done.animate(rate_func=linear).set_value(12), seconds=3.5)
        cue("many")
        self.show(done.animate(rate_func=rate_functions.ease_in_quad).set_value(ROLLS), seconds=3.5)
        cue("flat")
        level = DashedLine(chart.at(0.5, 1 / 6), chart.at(6.5, 1 / 6), color=colour("yellow"), stroke_width=3)
        self.show(Create(level), seconds=0.8)
        cue("ask")
        self.items = [VGroup(face, label)]
        self.note(f"And the average of {SIZE} rolls?", "yellow", 32)
