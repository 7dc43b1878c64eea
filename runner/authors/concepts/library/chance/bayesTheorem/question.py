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


class Question(ProofreelScene):
    """A test is positive: how sure may one be?"""

    def construct(self):
        self.title("The test is positive. Now what?")
        paper = RoundedRectangle(width=4.4, height=2.3, corner_radius=0.15, color=FRAME, fill_color=PANEL, fill_opacity=1, stroke_width=2).move_to([-4.1, 0.6, 0])
        word = words("TEST", 30, "muted").move_to(paper.get_top() + DOWN * 0.5)
        cue("test", 2)
        self.show(FadeIn(paper, shift=UP * 0.2), FadeIn(word), seconds=0.6)
        result = words("positive", 46, "yellow").move_to(paper.get_center() + DOWN * 0.25)
        self.show(Write(result), seconds=1)
        cue("rare")
        self.placed(f"{rounded(PREVALENCE)} % of the people are ill", "red", 1.7)
        cue("found")
        self.placed(f"{rounded(SENSITIVITY)} % of the ill are found", "yellow", 0.6)
        cue("alarms")
        self.placed(f"{rounded(FALSE_ALARMS)} % of the healthy are alarmed", "blue", -0.5)
        cue("guess")
        scale = NumberLine((0, 100, 25), length=9, color=MUTED, include_ticks=True).move_to([0, -1.95, 0])
        ends = VGroup(*[words(f"{k} %", LABEL_SIZE, "muted").next_to(scale.n2p(k), DOWN, buff=0.18) for k in (0, 25, 50, 75, 100)])
        needle = Triangle(color=colour("yellow"), fill_opacity=1).rotate(PI).scale(0.16)
        at = ValueTracker(50)
        needle.add_updater(lambda one: one.next_to(scale.n2p(at.get_value()), UP, buff=0.05))
        self.show(FadeIn(scale), FadeIn(ends), FadeIn(needle), seconds=0.5)
        self.show(at.animate(rate_func=wiggle).set_value(95), seconds=2.5)

    def placed(self, text, role, y):
        share = Dot(radius=0.11, color=colour(role)).move_to([-0.2, y, 0])
        self.show(FadeIn(share, scale=0.5), FadeIn(words(text, 28, role).next_to(share, RIGHT, buff=0.3), shift=RIGHT * 0.15), seconds=0.6)
