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


def crowd():
    """A thousand people in rows, and the order in which they fall ill or are alarmed."""
    dots = VGroup(*[Dot([0.196 * (k % 50 - 24.5), 1.95 - 0.196 * (k // 50), 0], radius=0.062, color=MUTED) for k in range(PEOPLE)])
    return dots, np.random.default_rng(5).permutation(PEOPLE)


class People(ProofreelScene):
    """A thousand people; some are ill."""

    def construct(self):
        self.title("Think of a thousand people")
        dots, order = crowd()
        cue("people")
        self.show(LaggedStart(*[FadeIn(VGroup(*dots[50 * k : 50 * k + 50])) for k in range(20)], lag_ratio=0.2), seconds=1.8)
        cue("ill", 2)
        ill = VGroup(*[dots[int(k)] for k in order[:ILL]])
        self.show(ill.animate.set_color(colour("red")), seconds=0.8)
        label = words(f"{ILL} ill", 32, "red").move_to([-2.6, -2.4, 0])
        self.show(*[Flash(dot, color=colour("red"), line_length=0.12, flash_radius=0.14) for dot in ill[:40]], FadeIn(label), seconds=0.8)
        cue("healthy")
        well = VGroup(*[dots[int(k)] for k in order[ILL:]])
        other = words(f"{PEOPLE - ILL} healthy", 32, "blue").move_to([2.6, -2.4, 0])
        self.show(well.animate.set_color(colour("blue")), FadeIn(other), seconds=1)
