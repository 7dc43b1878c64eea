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


class Top(ProofreelScene):
    """The upward part shrinks by g every second; where it is used up, the ball is at its highest."""

    def construct(self):
        self.title("How high, and when?")
        self.split()
        plot = field(RANGE * 1.06, HEIGHT * 1.3, 5.9, 4.0, (-3.1, -0.15))
        t = ValueTracker(0)
        # The arrow of the whole speed is 1.5 units long.
        scale = 1.5 / SPEED
        point = lambda: plot.axes.c2p(*at(t.get_value()))
        climb = lambda: VY - GRAVITY * t.get_value()

        def arrow(x, y, role):
            if abs(x) + abs(y) < 0.12:
                return VGroup()
            return Arrow(point(), point() + np.array([x, y, 0]), buff=0, color=colour(role), stroke_width=5, tip_length=min(0.2, 0.5 * (abs(x) + abs(y))))

        flat = always_redraw(lambda: arrow(VX * scale, 0, "blue"))
        steep = always_redraw(lambda: arrow(0, climb() * scale, "red"))
        ball = always_redraw(lambda: Dot(point(), radius=0.11, color=colour("yellow")))
        path = plot.curve(lambda x: at(x / VX)[1], "muted", (0, RANGE), dashed=True)
        cue("arrows")
        self.show(FadeIn(plot), FadeIn(path), FadeIn(axis_names(plot, "distance in m", "height in m")), seconds=0.5)
        self.show(FadeIn(flat), FadeIn(steep), FadeIn(ball), seconds=0.5)
        cue("shrink", 2)
        self.formula(rf"⟦red|v_y(t)⟧ = {rounded(VY, 1)} - {rounded(GRAVITY)}\,t", 42)
        self.show(t.animate(rate_func=linear).set_value(FLIGHT / 2), seconds=3)
        cue("zero", 2)
        self.step(rf"0 = {rounded(VY, 1)} - {rounded(GRAVITY)}\,t")
        self.step(rf"t = \frac{{{rounded(VY, 1)}}}{{{rounded(GRAVITY)}}} \approx ⟦yellow|{rounded(FLIGHT / 2)}\text{{ s}}⟧")
        cue("height", 2)
        x, y = at(FLIGHT / 2)
        line = DashedLine(plot.axes.c2p(0, y), plot.axes.c2p(x, y), color=colour("yellow"), stroke_width=3)
        self.show(Create(line), seconds=0.8)
        self.formula(rf"h = \frac{{v_y^2}}{{2g}} \approx ⟦yellow|{rounded(HEIGHT, 1)}\text{{ m}}⟧", 46)
