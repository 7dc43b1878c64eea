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


class Positive(ProofreelScene):
    """The positive ones step together: how many of them are ill?"""

    def construct(self):
        self.title("Only these are left")
        dots, order = crowd()
        ill = VGroup(*[dots[int(k)] for k in order[:FOUND]]).set_color(colour("red"))
        well = VGroup(*[dots[int(k)] for k in order[ILL : ILL + ALARMED]]).set_color(colour("blue"))
        rows = int(np.clip(np.ceil(np.sqrt((FOUND + ALARMED) / 4)), 4, 13))
        across = int(np.ceil((FOUND + ALARMED) / rows))
        pitch = min(0.36, 11 / across, 2.6 / rows)

        def place(k):
            return np.array([(k // rows - (across - 1) / 2) * pitch, 1.0 + ((rows - 1) / 2 - k % rows) * pitch, 0])

        self.show(FadeIn(ill), FadeIn(well), seconds=0.4)
        cue("gather")
        size = pitch * 0.38 / 0.062
        moves = [dot.animate.move_to(place(k)).scale(size) for k, dot in enumerate([*ill, *well])]
        self.show(*moves, seconds=2)
        cue("count", 2)
        left = words(f"{FOUND} ill", 30, "red").move_to([-4.4, -0.75, 0])
        right = words(f"{ALARMED} healthy", 30, "blue").move_to([4.2, -0.75, 0])
        self.show(FadeIn(left), Indicate(ill, color=colour("red"), scale_factor=1.15), seconds=0.9)
        self.show(FadeIn(right), seconds=0.5)
        cue("share", 2)
        share = FOUND / (FOUND + ALARMED)
        whole = Rectangle(width=11, height=0.42, color=colour("blue"), fill_opacity=0.75, stroke_width=0).move_to([0, -1.4, 0])
        part = Rectangle(width=11 * share, height=0.42, color=colour("red"), fill_opacity=1, stroke_width=0).align_to(whole, LEFT).set_y(-1.4)
        self.show(GrowFromEdge(whole, LEFT), seconds=0.7)
        self.show(GrowFromEdge(part, LEFT), seconds=0.7)
        cue("result")
        line = formula(rf"\frac{{⟦red|{FOUND}⟧}}{{⟦red|{FOUND}⟧ + ⟦blue|{ALARMED}⟧}}".replace("⟦red|", "").replace("⟦blue|", "").replace("⟧", "") + rf" \approx ⟦yellow|{rounded(100 * share, 0)}\,\%⟧", 46)
        line.move_to([0, -2.3, 0])
        self.show(Write(line), seconds=1)
