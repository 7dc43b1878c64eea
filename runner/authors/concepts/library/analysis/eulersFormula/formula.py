from manim import *
from proofreel import *

# How far the point turns.
TURNED = 60

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


class EulersFormula(ProofreelScene):
    def construct(self):
        self.title("Euler's formula")
        self.split()
        self.show(FadeIn(plane()), seconds=0.6)
        angle = ValueTracker(0.01)
        hand = always_redraw(lambda: arrow(np.exp(1j * angle.get_value())))
        wedge = always_redraw(lambda: Arc(0.45, 0, angle.get_value(), arc_center=CENTRE, color=INK, stroke_width=4))
        cue("turn", 2)
        self.show(FadeIn(hand), FadeIn(wedge), seconds=0.4)
        self.show(angle.animate.set_value(TURNED * DEGREES), seconds=2.0)
        point = np.exp(1j * TURNED * DEGREES)
        cue("across", 2)
        across = Line(CENTRE, at(point.real), color=colour("green"), stroke_width=8)
        self.show(Create(across), seconds=0.7)
        self.formula(rf"⟦green|\cos t = {point.real:.2f}⟧", 46)
        cue("up", 2)
        up = Line(at(point.real), at(point), color=colour("red"), stroke_width=8)
        self.show(Create(up), seconds=0.7)
        self.formula(rf"⟦red|\sin t = {point.imag:.2f}⟧", 46)
        cue("sum")
        self.formula(r"⟦yellow|e^{it}⟧ = ⟦green|\cos t⟧ + i \, ⟦red|\sin t⟧", 52)
        self.wait(0.5)
