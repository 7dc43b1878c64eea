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


class HalfTurn(ProofreelScene):
    def construct(self):
        self.title("Half a turn")
        self.split()
        self.show(FadeIn(plane()), seconds=0.6)
        angle = ValueTracker(0.01)
        hand = always_redraw(lambda: arrow(np.exp(1j * angle.get_value())))
        path = always_redraw(lambda: Arc(UNIT, 0, angle.get_value(), arc_center=CENTRE, color=colour("yellow"), stroke_width=7))
        count = readout("t =", angle.get_value, "yellow", 3, 34).move_to([self.left + 1.2, 1.6, 0])
        cue("go", 2)
        self.show(FadeIn(hand), FadeIn(path), FadeIn(count), seconds=0.5)
        self.show(angle.animate.set_value(PI), seconds=4)
        cue("arrive")
        self.show(Flash(at(-1), color=colour("yellow"), flash_radius=0.4), seconds=0.9)
        cue("minus")
        answer = formula(r"e^{i\pi} = -1", 80).move_to([(self.left + self.right) / 2, -0.3, 0])
        self.show(Write(answer), seconds=1.2)
        self.wait(0.5)
