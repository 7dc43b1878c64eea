from manim import *
from proofreel import *

# Which wave: square, sawtooth or triangle.
WAVE = "square"
CIRCLES = 5

# The wave's circles: radius by speed.
RADIUS = {
    "square": lambda n: 4 / (np.pi * n) if n % 2 else 0.0,
    "sawtooth": lambda n: 2 / (np.pi * n) * (-1) ** (n + 1),
    "triangle": lambda n: 8 / (np.pi * n) ** 2 * (-1) ** ((n - 1) // 2) if n % 2 else 0.0,
}[WAVE]


def circles(count):
    """Speed and radius of the first `count` circles."""
    return [(n, RADIUS(n)) for n in range(1, 3 * count + 2) if RADIUS(n)][:count]


def wave(count):
    return lambda t: sum(radius * np.sin(speed * t) for speed, radius in circles(count))


def chain(time, count, centre, unit):
    """The circles with their hands at a time, and where the pen is."""
    shapes, at = VGroup(), np.array(centre, dtype=float)
    for place, (speed, radius) in enumerate(circles(count)):
        angle = speed * time
        tip = at + unit * radius * np.array([np.cos(angle), np.sin(angle), 0])
        role = ("blue", "green", "red", "yellow")[place % 4]
        shapes.add(Circle(abs(unit * radius), color=colour(role), stroke_width=2, stroke_opacity=0.7).move_to(at))
        shapes.add(Line(at, tip, color=colour(role), stroke_width=4))
        at = tip
    return shapes, at


class Pen(VGroup):
    """Circles on the left, and the curve that the pen has drawn up to now, on the right."""

    def __init__(self, time, count, unit=1.1, centre=(-4.3, -0.2, 0), start=-1.6, seconds=1.15):
        shapes, tip = chain(time, count, centre, unit)
        drawn = VMobject(color=colour("yellow"), stroke_width=5)
        times = np.linspace(0, max(time, 1e-3), 30 + int(60 * time))
        heights = wave(count)
        drawn.set_points_as_corners([[start + (time - t) * seconds, centre[1] + unit * heights(t), 0] for t in times if start + (time - t) * seconds < 6.6])
        thread = DashedLine(tip, [start, tip[1], 0], color=MUTED, stroke_width=2)
        super().__init__(shapes, drawn, thread, Dot(tip, radius=0.07, color=colour("yellow")))


class More(ProofreelScene):
    def construct(self):
        self.title(f"{CIRCLES} circles")
        axis = Line([-1.6, -0.2, 0], [6.5, -0.2, 0], color=MUTED, stroke_width=2)
        time = ValueTracker(0.05)
        unit = min(1.4, 2.1 / sum(abs(radius) for _, radius in circles(CIRCLES)))
        pen = always_redraw(lambda: Pen(time.get_value(), CIRCLES, unit))
        self.show(FadeIn(axis), FadeIn(pen), seconds=0.7)
        cue("draw")
        self.show(time.animate(rate_func=linear).set_value(1.3 * PI), seconds=6)
        cue("corner")
        self.show(time.animate(rate_func=linear).set_value(3 * PI), seconds=8)
        self.wait(0.5)
