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


class Identity(ProofreelScene):
    def construct(self):
        self.title("One rule for free")
        self.split()
        centre = np.array([-3.4, -0.25, 0])
        self.show(FadeIn(frame_of(centre)), seconds=0.6)
        across, up, radius, dot = hand(centre, ANGLE)
        cue("legs", 2)
        self.show(Create(across), seconds=0.6)
        self.show(Create(up), seconds=0.6)
        cue("radius")
        one = words("1", 30).move_to(point(centre, ANGLE + 12, UNIT * 0.55))
        self.show(Create(radius), FadeIn(dot), FadeIn(one), seconds=0.8)
        cue("rule")
        self.formula(r"⟦green|\cos^2 x⟧ + ⟦red|\sin^2 x⟧ = 1", 54)
        cue("any", 2)
        turned = ValueTracker(ANGLE)
        moving = always_redraw(lambda: hand(centre, turned.get_value()))
        self.remove(across, up, radius, dot)
        self.add(moving)
        self.show(FadeOut(one), turned.animate.set_value(ANGLE + 110), seconds=2.2)
        self.show(turned.animate.set_value(ANGLE + 250), seconds=2.2)
        self.wait(0.5)
