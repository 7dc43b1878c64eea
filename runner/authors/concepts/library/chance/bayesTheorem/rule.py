from manim import *
from proofreel import *

# In percent: how many are ill, how many of the ill are found, how many of the healthy are alarmed.
PREVALENCE = 1
SENSITIVITY = 90
FALSE_ALARMS = 9
PEOPLE = 1000
ILL = round(PEOPLE * PREVALENCE / 100)
FOUND = round(ILL * SENSITIVITY / 100)
ALARMED = round((PEOPLE - ILL) * FALSE_ALARMS / 100)

P, S, F = PREVALENCE / 100, SENSITIVITY / 100, FALSE_ALARMS / 100
POSTERIOR = P * S / (P * S + (1 - P) * F)


class Rule(ProofreelScene):
    """The same as areas of a square, and as Bayes' rule."""

    def construct(self):
        self.title("The rule behind it")
        self.split()
        side = 4.3
        corner = np.array([-3.3 - side / 2, -0.15 - side / 2, 0])

        def block(x0, x1, height, role, opacity):
            return Rectangle(width=side * (x1 - x0), height=side * height, color=colour(role), fill_opacity=opacity, stroke_width=0).move_to(corner + side * np.array([(x0 + x1) / 2, height / 2, 0]))

        ill, well = block(0, P, 1, "red", 0.25), block(P, 1, 1, "blue", 0.2)
        hits, alarms = block(0, P, S, "red", 0.95), block(P, 1, F, "blue", 0.85)
        cue("square", 2)
        self.show(FadeIn(well), FadeIn(ill), seconds=0.8)
        under = VGroup(words(f"ill {rounded(PREVALENCE)} %", LABEL_SIZE, "red"), words(f"healthy {rounded(100 - PREVALENCE)} %", LABEL_SIZE, "blue"))
        under[0].move_to(corner + [max(0.0, side * P / 2 - 0.4), -0.28, 0], aligned_edge=LEFT).align_to(corner + LEFT * 0.4, LEFT)
        under[1].move_to(corner + [side, -0.28, 0], aligned_edge=RIGHT)
        self.show(FadeIn(under), seconds=0.4)
        cue("hits", 2)
        self.show(GrowFromEdge(hits, DOWN), seconds=0.8)
        self.formula(rf"⟦red|{rounded(P, 4)} \cdot {rounded(S, 3)} = {rounded(P * S, 4)}⟧", 42)
        cue("alarms", 2)
        self.show(GrowFromEdge(alarms, DOWN), seconds=0.8)
        self.formula(rf"⟦blue|{rounded(1 - P, 4)} \cdot {rounded(F, 3)} = {rounded((1 - P) * F, 4)}⟧", 42)
        cue("rule", 2)
        self.formula(r"P(\text{ill} \mid +) = \frac{P(\text{ill})\,P(+\mid\text{ill})}{P(+)}", 40)
        self.step(rf"= \frac{{{rounded(P * S, 4)}}}{{{rounded(P * S, 4)} + {rounded((1 - P) * F, 4)}}} \approx ⟦yellow|{rounded(100 * POSTERIOR, 1)}\,\%⟧")
