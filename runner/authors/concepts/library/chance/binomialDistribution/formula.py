from manim import *
from proofreel import *

# How many throws, and the chance of heads in each.
TRIALS = 10
CHANCE = 0.5

LIKELY = int((TRIALS + 1) * CHANCE)


class Formula(ProofreelScene):
    """Ways times the chance of one way."""

    def construct(self):
        self.title("Ways times chance")
        self.split()
        row = np.ones(1)
        for _ in range(TRIALS):
            row = np.append(row * (1 - CHANCE), 0) + np.insert(row * CHANCE, 0, 0)
        value = float(row[LIKELY])
        ways = round(value / (CHANCE**LIKELY * (1 - CHANCE) ** (TRIALS - LIKELY)))
        columns = min(TRIALS, 10)
        size = min(0.6, 5.6 / columns, 3.2 / int(np.ceil(TRIALS / columns)))

        def arranged(seed):
            order = np.random.default_rng(seed).permutation(TRIALS) < LIKELY
            return VGroup(*[coin(bool(heads), size * 0.88) for heads in order]).arrange_in_grid(cols=columns, buff=size * 0.12).move_to([-3.4, 0.2, 0])

        coins = VGroup(*[coin(k < LIKELY, size * 0.88) for k in range(TRIALS)]).arrange_in_grid(cols=columns, buff=size * 0.12).move_to([-3.4, 0.2, 0])
        cue("one", 2)
        self.show(FadeIn(coins), seconds=0.6)
        self.formula(rf"⟦yellow|p^{{{LIKELY}}}⟧ \, (1-p)^{{{TRIALS - LIKELY}}}", 46)
        cue("ways", 5)
        for seed in range(4):
            fresh = arranged(seed)
            self.show(FadeOut(coins), FadeIn(fresh), seconds=0.6)
            coins = fresh
        self.formula(rf"\binom{{{TRIALS}}}{{{LIKELY}}} = ⟦green|{ways}⟧ \text{{ ways}}", 46)
        cue("product", 2)
        self.formula(rf"P({LIKELY}) = ⟦green|\tbinom{{{TRIALS}}}{{{LIKELY}}}⟧ \, ⟦yellow|{rounded(CHANCE, 3)}^{{{LIKELY}}}⟧ \cdot {rounded(1 - CHANCE, 3)}^{{{TRIALS - LIKELY}}}", 40)
        self.step(rf"\approx ⟦green|{rounded(100 * value, 1)}\,\%⟧")
