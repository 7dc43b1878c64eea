from manim import *
from proofreel import *

# Metres, degrees, metres per second squared.
LENGTH = 1
ANGLE = 30
GRAVITY = 9.81
SMALL = period_of(LENGTH, GRAVITY)
PERIOD = period_of(LENGTH, GRAVITY, ANGLE * DEGREES)


class Force(ProofreelScene):
    """The weight, and the part of it that pulls along the path: the wider, the stronger."""

    def construct(self):
        self.title("What brings it back?")
        self.split()
        pivot, rod = np.array([-3.4, 2.1, 0]), 3.0
        a = ValueTracker(ANGLE * DEGREES)
        angle = lambda: a.get_value()
        weight = 1.45
        bob = lambda: hung(pivot, rod, angle())
        along = lambda: -np.array([np.cos(angle()), np.sin(angle()), 0]) * np.sin(angle()) * weight

        def arrow(vector, role):
            length = np.linalg.norm(vector)
            if length < 0.05:
                return VGroup()
            return Arrow(bob(), bob() + vector, buff=0, color=colour(role), stroke_width=6, tip_length=min(0.22, length * 0.5))

        reach = max(55, ANGLE + 6) * DEGREES
        path = DashedVMobject(Arc(rod, -PI / 2 - reach, 2 * reach, arc_center=pivot, color=MUTED, stroke_width=2), 40)
        hand = pendulum(pivot, rod, angle)
        cue("weight", 2)
        self.show(FadeIn(hand), FadeIn(path), seconds=0.5)
        down = always_redraw(lambda: arrow(weight * DOWN, "blue"))
        self.show(FadeIn(down), seconds=0.6)
        self.note("weight", "blue")
        cue("part", 2)
        back = always_redraw(lambda: arrow(along(), "red"))
        rest = always_redraw(lambda: DashedLine(bob() + along(), bob() + weight * DOWN, color=MUTED, stroke_width=2))
        self.show(FadeIn(back), FadeIn(rest), seconds=0.6)
        self.formula(r"⟦red|F⟧ = -\,⟦blue|m g⟧ \sin\varphi", 48)
        cue("wide", 2)
        self.show(a.animate.set_value(max(ANGLE, 50) * DEGREES), seconds=1.3)
        self.show(a.animate.set_value(5 * DEGREES), seconds=1.3)
        cue("small", 2)
        self.show(a.animate.set_value(-20 * DEGREES), seconds=1)
        self.step(r"⟦red|F⟧ \approx -\,⟦blue|m g⟧\,\varphi")
