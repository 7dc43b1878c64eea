from manim import *
from proofreel import *

UNIT = 1.75
CENTRE = np.array([-3.3, -0.25, 0])


def at(number):
    """A complex number's place in the frame."""
    return CENTRE + UNIT * np.array([np.real(number), np.imag(number), 0])


def plane():
    """The axes and the unit circle, with the four numbers on it."""
    axes = VGroup(
        Line(CENTRE + 2.75 * LEFT, CENTRE + 2.75 * RIGHT, color=MUTED, stroke_width=2),
        Line(CENTRE + 2.35 * DOWN, CENTRE + 2.35 * UP, color=MUTED, stroke_width=2),
    )
    ring = Circle(UNIT, color=colour("blue"), stroke_width=2, stroke_opacity=0.7).move_to(CENTRE)
    corners = ((1, "1", RIGHT + DOWN), (1j, "i", RIGHT + UP), (-1, "−1", LEFT + DOWN), (-1j, "−i", RIGHT + DOWN))
    names = VGroup(*[words(text, 24, "muted").next_to(at(number), side, buff=0.1) for number, text, side in corners])
    return VGroup(axes, ring, names)


def arrow(number, role="yellow", start=0):
    return Arrow(at(start), at(number), color=colour(role), buff=0, stroke_width=6, tip_length=0.2, max_tip_length_to_length_ratio=0.3)


class Turn(ProofreelScene):
    def construct(self):
        self.title("Multiplying by i is a quarter turn")
        self.split()
        hand = arrow(1)
        self.show(FadeIn(plane()), seconds=0.6)
        cue("one", 2)
        self.show(GrowArrow(hand), seconds=0.7)
        self.formula("1", 50)
        for name, tex in (("first", r"1 \cdot ⟦yellow|i⟧ = i"), ("again", r"i \cdot ⟦yellow|i⟧ = -1")):
            cue(name, 2)
            ghost = hand.copy().set_opacity(0.3)
            self.add(ghost)
            self.show(Rotate(hand, PI / 2, about_point=CENTRE), seconds=1.4)
            self.formula(tex, 50)
        cue("square")
        self.formula(r"⟦green|i^2 = -1⟧", 60)
        self.wait(0.5)
