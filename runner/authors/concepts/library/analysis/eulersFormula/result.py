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


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        self.split()
        self.show(FadeIn(plane()), seconds=0.5)
        angle = ValueTracker(0.01)

        def here():
            return np.exp(1j * angle.get_value())

        hand = always_redraw(lambda: arrow(here()))
        across = always_redraw(lambda: Line(CENTRE, at(here().real), color=colour("green"), stroke_width=8))
        up = always_redraw(lambda: Line(at(here().real), at(here()), color=colour("red"), stroke_width=8))
        cue("formula", 2)
        self.show(FadeIn(hand), seconds=0.4)
        self.formula(r"⟦yellow|e^{it}⟧ = ⟦green|\cos t⟧ + i \, ⟦red|\sin t⟧", 56)
        cue("circle")
        self.add(across, up)
        self.show(angle.animate(rate_func=linear).set_value(TAU * 0.9), seconds=6)
        self.wait(0.5)
