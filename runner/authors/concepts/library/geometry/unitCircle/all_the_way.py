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


class AllTheWay(ProofreelScene):
    def construct(self):
        self.title("All the way around")
        centre = np.array([-3.4, -0.25, 0])
        turned = ValueTracker(ANGLE)
        moving = always_redraw(lambda: hand(centre, turned.get_value()))
        numbers = VGroup(
            readout("angle", turned.get_value, "ink", 0, 34),
            readout("cos", lambda: np.cos(turned.get_value() * DEGREES), "green", 2, 34),
            readout("sin", lambda: np.sin(turned.get_value() * DEGREES), "red", 2, 34),
        ).arrange(DOWN, buff=0.5, aligned_edge=LEFT).move_to([1.6, 0.1, 0], aligned_edge=LEFT)
        self.show(FadeIn(frame_of(centre)), FadeIn(moving), FadeIn(numbers), seconds=0.7)
        for name, to in (("second", 150), ("third", 235), ("fourth", 320)):
            cue(name)
            self.show(turned.animate.set_value(to), seconds=2.4)
        self.wait(0.5)
