from manim import *
from proofreel import *

HOURS = 12
SUM = [4, 17]


class Question(ProofreelScene):
    """The hand passes the end."""

    def construct(self):
        self.title("Past the end")
        ring, hours = clock()
        cue("clock")
        self.show(Create(ring), LaggedStart(*[FadeIn(hour) for hour in hours], lag_ratio=0.08), seconds=1.6)
        hand = Arrow(CENTRE, place(SUM[0], RADIUS - 0.15), buff=0, color=colour("yellow"), stroke_width=7)
        told = VGroup(words(str(SUM[0]), 56, "yellow"), words("+", 48), words(str(SUM[1]), 56, "blue"), words("=", 48), words("?", 56, "green")).arrange(RIGHT, buff=0.35).move_to([3.6, 0.5, 0])
        cue("hand")
        self.show(GrowArrow(hand), FadeIn(told[0]), seconds=0.9)
        cue("walk")
        arc = Arc(RADIUS * 0.55, PI / 2 - SUM[0] * TAU / HOURS, -SUM[1] * TAU / HOURS, arc_center=CENTRE, color=colour("blue"), stroke_width=6)
        self.show(Rotate(hand, -SUM[1] * TAU / HOURS, about_point=CENTRE), Create(arc), FadeIn(VGroup(*told[1:])), seconds=2.4)
        cue("stop")
        value = sum(SUM) % HOURS
        answer = words(str(value), 56, "green").move_to(told[4])
        self.show(FadeOut(told[4]), FadeIn(answer, scale=0.5), Indicate(hours[value][1], color=colour("green"), scale_factor=1.5), seconds=1.0)


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
