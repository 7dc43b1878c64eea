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


class Question(ProofreelScene):
    def construct(self):
        self.title("Beyond the triangle")
        centre = np.array([0, -0.25, 0])
        cue("triangle", 2)
        tip = point(centre, 35)
        triangle = Polygon(centre, [tip[0], centre[1], 0], tip, color=colour("yellow"), stroke_width=4, fill_opacity=0.25)
        corner = Square(0.2, color=INK, stroke_width=2).move_to([tip[0] - 0.1, centre[1] + 0.1, 0])
        self.show(Create(triangle), FadeIn(corner), seconds=1.0)
        names = VGroup(
            words("cos", 26, "green").next_to(triangle, DOWN, buff=0.12), words("sin", 26, "red").next_to(triangle, RIGHT, buff=0.15)
        )
        self.show(FadeIn(names), seconds=0.5)
        cue("wide", 2)
        ray = Line(centre, point(centre, 150), color=INK, stroke_width=5)
        wedge = Arc(0.5, 0, 150 * DEGREES, arc_center=centre, color=INK, stroke_width=4)
        label = words("150°", 26).move_to(point(centre, 80, 0.85))
        self.show(FadeOut(names), FadeOut(corner), triangle.animate.set_opacity(0.15), Create(ray), Create(wedge), FadeIn(label), seconds=1.4)
        mark = words("?", 44, "yellow").next_to(point(centre, 150), LEFT + UP, buff=0.1)
        self.show(FadeIn(mark, scale=0.5), seconds=0.4)
        cue("circle")
        self.show(FadeIn(frame_of(centre)[0]), Create(frame_of(centre)[1]), FadeOut(mark), seconds=1.6)
        self.wait(0.5)
