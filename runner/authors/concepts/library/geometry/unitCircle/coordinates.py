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


class Coordinates(ProofreelScene):
    def construct(self):
        self.title("Across and up")
        self.split()
        centre = np.array([-3.4, -0.25, 0])
        self.show(FadeIn(frame_of(centre)), seconds=0.6)
        turned = ValueTracker(0.5)
        radius = always_redraw(lambda: hand(centre, turned.get_value())[2:])
        wedge = always_redraw(lambda: Arc(0.55, 0, turned.get_value() * DEGREES, arc_center=centre, color=colour("yellow"), stroke_width=4))
        cue("turn")
        self.add(radius, wedge)
        self.show(turned.animate.set_value(ANGLE), seconds=1.8)
        across, up, *_ = hand(centre, ANGLE)
        cue("across", 2)
        self.show(Create(across), seconds=0.7)
        self.formula(rf"⟦green|\cos {ANGLE:g}^\circ = {np.cos(ANGLE * DEGREES):.3f}⟧", 48)
        cue("up", 2)
        self.show(Create(up), seconds=0.7)
        self.formula(rf"⟦red|\sin {ANGLE:g}^\circ = {np.sin(ANGLE * DEGREES):.3f}⟧", 48)
        self.wait(0.5)
