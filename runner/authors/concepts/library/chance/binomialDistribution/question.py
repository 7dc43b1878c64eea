from manim import *
from proofreel import *

# How many throws, and the chance of heads in each.
TRIALS = 10
CHANCE = 0.5


class Question(ProofreelScene):
    """A row of throws, and the number of heads in it."""

    def construct(self):
        self.title("How many heads will there be?")
        chance = np.random.default_rng(2)
        throws = chance.random((40, TRIALS)) < CHANCE
        columns = min(TRIALS, 10)
        size = min(0.85, 9.0 / columns, 2.4 / int(np.ceil(TRIALS / columns)))

        def row(k):
            return VGroup(*[coin(bool(heads), size * 0.88) for heads in throws[k]]).arrange_in_grid(cols=columns, buff=size * 0.14).move_to([0, 1.0, 0])

        cue("throw", 2)
        coins = row(0)
        self.show(LaggedStart(*[FadeIn(one, shift=DOWN * 0.4) for one in coins], lag_ratio=0.2), seconds=2)
        count = lambda k: words(f"{int(throws[k].sum())} of {TRIALS}", 46, "yellow").move_to([0, -1.0, 0])
        label = words("heads", BODY_SIZE, "muted").move_to([0, -1.7, 0])
        number = count(0)
        self.show(FadeIn(number), FadeIn(label), seconds=0.6)
        cue("again", 4)
        for k in range(1, 5):
            fresh, tally = row(k), count(k)
            self.show(FadeOut(coins, shift=DOWN * 0.2), FadeIn(fresh, shift=DOWN * 0.3), FadeOut(number), FadeIn(tally), seconds=1)
            coins, number = fresh, tally
        cue("ask")
        self.show(FadeOut(label), number.animate.scale(0.01).set_opacity(0), seconds=0.3)
        self.show(FadeIn(words("Which numbers are likely, and how likely?", 34, "yellow").move_to([0, -1.3, 0])), seconds=0.6)
