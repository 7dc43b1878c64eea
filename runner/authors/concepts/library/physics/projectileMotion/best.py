from manim import *
from proofreel import *

# Metres, seconds; the angle in degrees.
SPEED = 20
ANGLE = 50
GRAVITY = 9.81
VX, VY = SPEED * np.cos(ANGLE * DEGREES), SPEED * np.sin(ANGLE * DEGREES)
FLIGHT = 2 * VY / GRAVITY
RANGE, HEIGHT = VX * FLIGHT, VY**2 / (2 * GRAVITY)


def at(t):
    """Where the ball is after t seconds."""
    return VX * t, max(0.0, VY * t - GRAVITY * t * t / 2)


class Best(ProofreelScene):
    """The same speed at other angles: 45 degrees carries farthest."""

    def construct(self):
        self.title("Which angle is best?")
        farthest = SPEED**2 / GRAVITY
        plot = field(farthest * 1.04, SPEED**2 / (2 * GRAVITY) * 1.04)
        cue("fan")
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "distance in m", "height in m")), seconds=0.5)
        height = lambda a: lambda x: x * np.tan(a) - GRAVITY * x * x / (2 * (SPEED * np.cos(a)) ** 2)
        land = lambda a: farthest * np.sin(2 * a)
        aim = ValueTracker(12)
        live = always_redraw(lambda: plot.curve(height(aim.get_value() * DEGREES), "blue", (0, land(aim.get_value() * DEGREES))))
        dot = always_redraw(lambda: Dot(plot.axes.c2p(land(aim.get_value() * DEGREES), 0), radius=0.11, color=colour("yellow")))
        name = always_redraw(lambda: words(f"{aim.get_value():.0f}°", BODY_SIZE, "blue").move_to([5.9, 2.3, 0]))
        self.show(FadeIn(live), FadeIn(dot), FadeIn(name), seconds=0.4)
        cue("raise", 2)
        for low, high in ((12, 45), (45, 80)):
            kept = VGroup(*[plot.curve(height(a * DEGREES), "muted", (0, land(a * DEGREES)), dashed=True) for a in range(15, 80, 10) if low <= a < high])
            self.show(aim.animate(rate_func=linear).set_value(high), FadeIn(kept, rate_func=rate_functions.ease_in_cubic), seconds=2.5)
        cue("best")
        self.show(aim.animate.set_value(45), seconds=1.5)
        far = words(f"45°: {rounded(farthest, 1)} m", BODY_SIZE, "blue").move_to([5.3, 2.3, 0])
        self.show(FadeOut(name), FadeIn(far), seconds=0.5)
        cue("own")
        own = plot.curve(height(ANGLE * DEGREES), "green", (0, RANGE))
        tag = words(f"{rounded(ANGLE)}°: {rounded(RANGE, 1)} m", BODY_SIZE, "green").move_to([5.3, 1.7, 0])
        self.show(Create(own), FadeIn(tag), seconds=1.2)
