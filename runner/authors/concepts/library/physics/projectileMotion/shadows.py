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


class Shadows(ProofreelScene):
    """The ball's shadows: on the ground at an even pace, on the wall slowing down and coming back."""

    def construct(self):
        self.title("Its two shadows")
        plot = field(RANGE * 1.06, HEIGHT * 1.12)
        t = ValueTracker(0)
        where = lambda: at(t.get_value())
        dot = lambda point, role, radius=0.1: Dot(plot.axes.c2p(*point), radius=radius, color=colour(role))
        ball = always_redraw(lambda: dot(where(), "yellow", 0.13))
        ground = always_redraw(lambda: dot((where()[0], 0), "blue"))
        wall = always_redraw(lambda: dot((0, where()[1]), "red"))
        rays = always_redraw(lambda: VGroup(
            Line(plot.axes.c2p(*where()), plot.axes.c2p(where()[0], 0), color=colour("blue"), stroke_width=2, stroke_opacity=0.6),
            Line(plot.axes.c2p(*where()), plot.axes.c2p(0, where()[1]), color=colour("red"), stroke_width=2, stroke_opacity=0.6),
        ))
        beats = np.linspace(0, FLIGHT, 9)

        def marks():
            """Where ball and shadows were at even times."""
            past = [at(beat) for beat in beats if beat <= t.get_value() + 1e-9]
            group = VGroup(*[dot(point, "yellow", 0.05) for point in past])
            group.add(*[dot((x, 0), "blue", 0.06) for x, _ in past], *[dot((0, y), "red", 0.06) for _, y in past])
            return group

        self.show(FadeIn(plot), FadeIn(axis_names(plot, "distance in m", "height in m")), seconds=0.4)
        cue("lamps", 2)
        trail = always_redraw(marks)
        self.show(FadeIn(rays), FadeIn(ball), FadeIn(ground), FadeIn(wall), seconds=0.6)
        self.add(trail)
        self.show(t.animate(rate_func=linear).set_value(FLIGHT / 2), seconds=3)
        cue("ground")
        self.show(t.animate(rate_func=linear).set_value(FLIGHT), seconds=3)
        cue("even")
        steps = VGroup(*[Line(plot.axes.c2p(VX * (0.9 * a + 0.1 * b), 0), plot.axes.c2p(VX * (0.1 * a + 0.9 * b), 0), color=colour("blue"), stroke_width=8) for a, b in zip(beats, beats[1:])])
        self.show(LaggedStart(*[Create(step) for step in steps], lag_ratio=0.6), seconds=1.6)
        cue("wall")
        heights = [at(beat)[1] for beat in beats[:5]]
        steps = VGroup(*[Line(plot.axes.c2p(0, 0.9 * a + 0.1 * b), plot.axes.c2p(0, 0.1 * a + 0.9 * b), color=colour("red"), stroke_width=8) for a, b in zip(heights, heights[1:])])
        self.show(LaggedStart(*[Create(step) for step in steps], lag_ratio=0.6), seconds=1.6)
