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


class Landing(ProofreelScene):
    """Down takes as long as up; in that time the even motion along the ground covers the range."""

    def construct(self):
        self.title("Where does it land?")
        self.split()
        plot = field(RANGE * 1.06, HEIGHT * 1.12, 5.9, 4.0, (-3.1, -0.15))
        t = ValueTracker(FLIGHT / 2)
        ball = always_redraw(lambda: Dot(plot.axes.c2p(*at(t.get_value())), radius=0.12, color=colour("yellow")))
        half = lambda x: at(x / VX)[1]
        rise = plot.curve(half, "green", (0, RANGE / 2))
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "distance in m", "height in m")), FadeIn(rise), FadeIn(ball), seconds=0.4)
        cue("down", 2)
        fall = always_redraw(lambda: plot.curve(half, "blue", (RANGE / 2, RANGE / 2 + max(1e-3, VX * (t.get_value() - FLIGHT / 2)))))
        self.add(fall)
        self.show(t.animate(rate_func=linear).set_value(FLIGHT), seconds=2.5)
        self.formula(rf"T = 2 \cdot {rounded(FLIGHT / 2)} \approx {rounded(FLIGHT)}\text{{ s}}", 44)
        cue("along", 2)
        bar = Line(plot.axes.c2p(0, 0), plot.axes.c2p(RANGE, 0), color=colour("yellow"), stroke_width=9)
        self.show(Create(bar, rate_func=linear), seconds=2)
        self.formula(rf"R = ⟦blue|v_x⟧\,T \approx ⟦blue|{rounded(VX, 1)}⟧ \cdot {rounded(FLIGHT)}", 44)
        cue("range")
        self.step(rf"R \approx ⟦yellow|{rounded(RANGE, 1)}\text{{ m}}⟧")
        cue("formula")
        self.formula(r"R = \frac{v^2 \sin 2\alpha}{g}", 48)
