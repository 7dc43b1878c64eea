from manim import *
from proofreel import *

HOURS = 12
SUM = [4, 17]


class Star(ProofreelScene):
    """Equal steps across the clock."""

    def construct(self):
        self.title("Multiples make stars")
        step = max(2, SUM[1] % HOURS)
        ring, hours = clock()
        self.show(FadeIn(ring), FadeIn(hours), seconds=0.7)
        stops = [0]
        while not (len(stops) > 1 and stops[-1] == 0):
            stops.append((stops[-1] + step) % HOURS)
        remark = Remark(1.2, 3.6, 5.5, 36)
        listed = Remark(0.0, 3.6, 5.8, 28)
        cue("walk")
        walker = Dot(place(0), radius=0.13, color=colour("yellow"))
        times = fitted(0.4, *[0.9] * (len(stops) - 2))
        self.play(FadeIn(walker), hours[0].animate.set_color(colour("yellow")), run_time=times[0])
        for at, seconds in zip(range(1, len(stops) - 1), times[1:]):
            self.hop(walker, hours, stops[at - 1], stops[at], remark.say(f"{at} · {step} ≡ {stops[at]}", "yellow"), seconds)
        cue("close")
        last = len(stops) - 1
        self.hop(walker, hours, stops[-2], 0, remark.say(f"{last} · {step} ≡ 0", "green"), fitted(0.9)[0])
        cue("met")
        met = sorted(set(stops))
        self.show(*[Indicate(hours[hour], color=colour("green"), scale_factor=1.2) for hour in met], *listed.say(f"{len(met)} of {HOURS} places", "green"), seconds=1.2)

    def hop(self, walker, hours, start, end, told, seconds):
        line = Line(place(start), place(end), color=colour("blue"), stroke_width=4)
        self.play(Create(line), walker.animate.move_to(place(end)), hours[end].animate.set_color(colour("yellow")), *told, run_time=seconds)


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
