from manim import *
from proofreel import *

HOURS = 12
SUM = [4, 17]


class Learned(ProofreelScene):
    """The sum once more, and what counts like this."""

    def construct(self):
        self.title("What we learned")
        centre, radius = np.array([-3.2, 0.25, 0.0]), 1.35
        ring, hours = clock(centre, radius)
        self.show(FadeIn(ring), FadeIn(hours), seconds=0.5)
        value = sum(SUM) % HOURS
        cue("clock")
        hand = Arrow(centre, place(SUM[0], radius - 0.1, centre), buff=0, color=colour("yellow"), stroke_width=6)
        law = formula(rf"{SUM[0]} + {SUM[1]} \equiv {value} \pmod{{{HOURS}}}", 48, 6.2, "green").move_to([3.2, 1.3, 0])
        times = fitted(0.5, 1.4)
        self.play(GrowArrow(hand), Write(law), run_time=times[0])
        self.play(Rotate(hand, -SUM[1] * TAU / HOURS, about_point=centre), run_time=times[1])
        cue("uses")
        uses = VGroup(*[words(text, 28, "muted") for text in ("clocks", "weekdays", "check digits", "secret codes")]).arrange(DOWN, buff=0.2).move_to([3.2, -0.4, 0])
        self.show(LaggedStart(*[FadeIn(use, shift=LEFT * 0.2) for use in uses], lag_ratio=0.5), seconds=2.0)
        cue("sentence")
        self.show(FadeIn(conclusion("Counting around a circle: only the remainder counts.", -2.5), shift=UP * 0.2), seconds=0.8)


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
