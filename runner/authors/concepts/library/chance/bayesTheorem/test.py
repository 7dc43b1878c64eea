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


class Test(ProofreelScene):
    """All are tested: whose test is positive lights up, the others fade."""

    def construct(self):
        self.title("Test them all")
        dots, order = crowd()
        ill, well = [dots[int(k)] for k in order[:ILL]], [dots[int(k)] for k in order[ILL:]]
        VGroup(*ill).set_color(colour("red"))
        VGroup(*well).set_color(colour("blue"))
        self.show(FadeIn(dots), seconds=0.4)
        cue("ill", 2)
        hits = VGroup(*[Circle(0.095, color=colour("yellow"), stroke_width=3).move_to(dot) for dot in ill[:FOUND]])
        self.show(FadeIn(hits, scale=1.3), seconds=1)
        label = words(f"{FOUND} of {ILL} ill are found", 28, "red").move_to([-3.2, -2.4, 0])
        self.show(FadeIn(label), seconds=0.5)
        cue("healthy", 2)
        alarms = VGroup(*[Circle(0.095, color=colour("yellow"), stroke_width=3).move_to(dot) for dot in well[:ALARMED]])
        self.show(LaggedStart(*[FadeIn(ring) for ring in alarms], lag_ratio=0.02), seconds=2)
        other = words(f"{ALARMED} of {PEOPLE - ILL} healthy too", 28, "blue").move_to([3.2, -2.4, 0])
        self.show(FadeIn(other), seconds=0.5)
        cue("rest")
        rest = VGroup(*ill[FOUND:], *well[ALARMED:])
        self.show(rest.animate.set_opacity(0.12), seconds=1.2)
