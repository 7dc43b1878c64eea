from manim import *
from proofreel import *

# Degrees.
ANGLE = 35

UNIT = 1.9


def frame_of(centre):
    """Axes and unit circle around a centre, with numbers."""
    axes = VGroup(
        Line(centre + 2.45 * LEFT, centre + 2.45 * RIGHT, color=MUTED, stroke_width=2),
        Line(centre + 2.35 * DOWN, centre + 2.35 * UP, color=MUTED, stroke_width=2),
    )
    ring = Circle(UNIT, color=colour("blue"), stroke_width=3).move_to(centre)
    corners = ((0, "1", RIGHT + DOWN), (90, "1", RIGHT + UP), (180, "−1", LEFT + DOWN), (270, "−1", RIGHT + DOWN))
    names = VGroup(*[words(text, 24, "muted").next_to(point(centre, at), side, buff=0.08) for at, text, side in corners])
    return VGroup(axes, ring, names)


def point(centre, degrees, radius=UNIT):
    return centre + radius * np.array([np.cos(degrees * DEGREES), np.sin(degrees * DEGREES), 0])


def hand(centre, degrees):
    """Radius, across and up at an angle."""
    tip = point(centre, degrees)
    foot = np.array([tip[0], centre[1], 0])
    return VGroup(
        Line(centre, foot, color=colour("green"), stroke_width=8),
        Line(foot, tip, color=colour("red"), stroke_width=8),
        Line(centre, tip, color=INK, stroke_width=5),
        Dot(tip, radius=0.09, color=colour("yellow")),
    )


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        self.split()
        centre = np.array([-3.4, -0.25, 0])
        turned = ValueTracker(ANGLE)
        moving = always_redraw(lambda: hand(centre, turned.get_value()))
        self.show(FadeIn(frame_of(centre)), FadeIn(moving), seconds=0.6)
        cue("point", 2)
        self.note("across: cosine", "green", 36)
        self.note("up: sine", "red", 36)
        cue("around")
        self.show(turned.animate(rate_func=linear).set_value(ANGLE + 360), seconds=5)
        self.wait(0.5)
