from manim import *
from proofreel import *

HOURS = 12
SUM = [4, 17]


class Rest(ProofreelScene):
    """All numbers on one spoke."""

    def construct(self):
        self.title("Only the remainder counts")
        ring, hours = clock()
        value = sum(SUM) % HOURS
        self.show(FadeIn(ring), FadeIn(hours), seconds=0.7)
        cue("spoke")
        same = [value + turn * HOURS for turn in range(4)]
        cells = VGroup(*[words(str(number), 40, "yellow") for number in same], words("…", 40, "yellow")).arrange(RIGHT, buff=0.5).move_to([3.4, 1.3, 0])
        times = fitted(0.6, *[0.8] * 4)
        self.play(hours[value].animate.set_color(colour("yellow")), Flash(hours[value][0], color=colour("yellow")), run_time=times[0])
        for at, seconds in enumerate(times[1:]):
            turn = [Rotate(Dot(place(value), radius=0.13, color=colour("yellow")), -TAU, about_point=CENTRE)] if at else []
            self.play(*turn, FadeIn(cells[at] if at < 3 else VGroup(cells[3], cells[4]), shift=LEFT * 0.2), run_time=seconds)
        cue("divide")
        lines = VGroup(*[words(f"{number} = {number // HOURS} · {HOURS} + {value}", 30) for number in same[:3]]).arrange(DOWN, buff=0.28).move_to([3.4, -0.3, 0])
        self.show(LaggedStart(*[FadeIn(line, shift=UP * 0.2) for line in lines], lag_ratio=0.4), seconds=1.6)
        cue("write")
        law = formula(rf"{sum(SUM)} \equiv {value} \pmod{{{HOURS}}}", 46, 5.5, "green").move_to([3.4, -2.1, 0])
        self.show(Write(law), seconds=1.0)


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
