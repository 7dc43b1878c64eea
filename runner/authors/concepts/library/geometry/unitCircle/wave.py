from manim import *
from proofreel import *

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


class Wave(ProofreelScene):
    def construct(self):
        self.title("The circle becomes a wave")
        centre = np.array([-4.5, -0.25, 0])
        start, wide = -1.5, 7.6 / 720
        axis = Line([start, centre[1], 0], [6.4, centre[1], 0], color=MUTED, stroke_width=2)
        marks = VGroup(*[
            VGroup(
                Line([start + at * wide, centre[1] - 0.08, 0], [start + at * wide, centre[1] + 0.08, 0], color=MUTED, stroke_width=2),
                words(f"{at}°", 24, "muted").move_to([start + at * wide, centre[1] - UNIT - 0.35, 0]),
            )
            for at in (180, 360, 540, 720)
        ])
        turned = ValueTracker(0.5)

        def wave():
            curve = VMobject(color=colour("red"), stroke_width=5)
            angles = np.linspace(0, turned.get_value(), 12 + int(turned.get_value() / 3))
            return curve.set_points_as_corners([[start + a * wide, centre[1] + UNIT * np.sin(a * DEGREES), 0] for a in angles])

        moving = always_redraw(lambda: hand(centre, turned.get_value())[1:])
        drawn = always_redraw(wave)
        thread = always_redraw(
            lambda: DashedLine(
                point(centre, turned.get_value()), [start + turned.get_value() * wide, point(centre, turned.get_value())[1], 0], color=MUTED, stroke_width=2
            )
        )
        self.show(FadeIn(frame_of(centre)), FadeIn(axis), FadeIn(marks), seconds=0.7)
        self.add(thread, drawn, moving)
        cue("unroll")
        self.show(turned.animate(rate_func=linear).set_value(360), seconds=6)
        cue("repeat")
        self.show(turned.animate(rate_func=linear).set_value(720), seconds=6)
        self.wait(0.5)
