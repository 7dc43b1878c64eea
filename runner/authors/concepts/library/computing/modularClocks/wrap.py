from manim import *
from proofreel import *

HOURS = 12
SUM = [4, 17]


class Wrap(ProofreelScene):
    """The number line is wound around the clock."""

    def construct(self):
        self.title("A line around a circle")
        count = 2 * HOURS
        gap = 12.6 / count
        marks = VGroup(*[Dot([-6.3 + (at + 0.5) * gap, 2.0, 0], radius=0.06, color=colour("blue" if at < HOURS else "yellow")) for at in range(count)])
        labels = VGroup(*[words(str(at), 20, "blue" if at < HOURS else "yellow").next_to(mark, DOWN, buff=0.14) for at, mark in enumerate(marks)])
        line = Line([-6.4, 2.0, 0], [6.4, 2.0, 0], color=FRAME, stroke_width=3)
        cue("line")
        self.show(Create(line), LaggedStart(*[FadeIn(VGroup(mark, label)) for mark, label in zip(marks, labels)], lag_ratio=0.05), seconds=1.6)
        centre, radius = np.array([0, -0.95, 0.0]), 1.2
        ring = Circle(radius, color=FRAME, stroke_width=4).move_to(centre)
        turns = [place(at, radius + (0.3 if at < HOURS else 0.68), centre) for at in range(count)]
        cue("wind")
        self.show(FadeIn(ring), LaggedStart(*[AnimationGroup(mark.animate.move_to(place(at, radius, centre)), label.animate.move_to(turns[at])) for at, (mark, label) in enumerate(zip(marks[:HOURS], labels))], lag_ratio=0.3), seconds=3.2)
        cue("round")
        rest = list(zip(range(HOURS, count), marks[HOURS:], labels[HOURS:]))
        self.show(LaggedStart(*[AnimationGroup(mark.animate.move_to(place(at, radius, centre)), label.animate.move_to(turns[at])) for at, mark, label in rest], lag_ratio=0.3), FadeOut(line), seconds=3.6)
        cue("all")
        self.show(Indicate(VGroup(labels[0], labels[HOURS]), color=colour("green"), scale_factor=1.3), seconds=1.2)


RADIUS = 1.95
CENTRE = np.array([-3.2, -0.3, 0.0])


def place(hour, radius=RADIUS, centre=CENTRE):
    angle = PI / 2 - hour * TAU / HOURS
    return centre + radius * np.array([np.cos(angle), np.sin(angle), 0])


def clock(centre=CENTRE, radius=RADIUS):
    """The face: its ring, and (dot, number) for each hour."""
    ring = Circle(radius, color=FRAME, stroke_width=4).move_to(centre)
    hours = VGroup(*[VGroup(Dot(place(hour, radius, centre), radius=0.07, color=MUTED), words(str(hour), 28).move_to(place(hour, radius + 0.42, centre))) for hour in range(HOURS)])
    return ring, hours
