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


class Question(ProofreelScene):
    """The throw, and its path."""

    def construct(self):
        self.title("How far does it fly?")
        plot = field(RANGE * 1.06, HEIGHT * 1.12)
        t = ValueTracker(0)
        ball = always_redraw(lambda: Dot(plot.axes.c2p(*at(t.get_value())), radius=0.13, color=colour("yellow")))
        aim = Arrow(plot.axes.c2p(0, 0), plot.axes.c2p(0, 0) + 1.6 * np.array([np.cos(ANGLE * DEGREES), np.sin(ANGLE * DEGREES), 0]), buff=0, color=colour("green"), stroke_width=6, tip_length=0.24)
        speed = words(f"{rounded(SPEED)} m/s", BODY_SIZE, "green").next_to(aim.get_end(), RIGHT if ANGLE < 60 else UR, buff=0.2)
        cue("throw", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "distance in m", "height in m")), seconds=0.6)
        self.show(FadeIn(ball), GrowArrow(aim), FadeIn(speed), seconds=0.8)
        cue("angle")
        arc = Arc(0.8, 0, ANGLE * DEGREES, arc_center=plot.axes.c2p(0, 0), color=INK, stroke_width=3)
        label = words(f"{rounded(ANGLE)}°", BODY_SIZE).move_to(plot.axes.c2p(0, 0) + 1.15 * np.array([np.cos(ANGLE * DEGREES / 2), np.sin(ANGLE * DEGREES / 2), 0]))
        self.show(Create(arc), FadeIn(label), seconds=0.8)
        cue("fly", 2)
        trace = always_redraw(lambda: plot.curve(lambda x: at(x / VX)[1], "blue", (0, max(1e-3, VX * t.get_value()))))
        self.show(FadeOut(VGroup(aim, arc, label, speed)), FadeIn(trace), seconds=0.4)
        self.show(t.animate(rate_func=linear).set_value(FLIGHT), seconds=3.5)
        cue("ask")
        mark = words("?", 48, "yellow").next_to(ball, UP, buff=0.2)
        self.show(FadeIn(mark, shift=DOWN * 0.2), seconds=0.6)
