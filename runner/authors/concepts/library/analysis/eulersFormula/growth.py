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


class Growth(ProofreelScene):
    def construct(self):
        self.title("Growth that turns")
        self.split()
        self.show(FadeIn(plane()), seconds=0.6)
        cue("normal", 3)
        size = ValueTracker(0.5)
        number = always_redraw(lambda: arrow(size.get_value()))
        speed = always_redraw(lambda: arrow(size.get_value() * 1.5, "red", size.get_value()))
        self.show(FadeIn(number), FadeIn(speed), seconds=0.5)
        self.formula(r"⟦yellow|e^t⟧: \text{speed } ⟦red|e^t⟧", 44)
        self.show(size.animate.set_value(1.0), seconds=1.5)
        cue("side", 2)
        number.clear_updaters()
        speed.clear_updaters()
        self.show(Transform(number, arrow(1)), Transform(speed, arrow(1 + 0.7j, "red", 1)), seconds=1.4)
        self.formula(r"⟦yellow|e^{it}⟧: \text{speed } ⟦red|i \, e^{it}⟧", 44)
        cue("circle", 2)
        self.remove(number, speed)
        time = ValueTracker(0)

        def here():
            return np.exp(1j * time.get_value())

        hand = always_redraw(lambda: arrow(here()))
        side = always_redraw(lambda: arrow(here() * (1 + 0.7j), "red", here()))
        path = always_redraw(lambda: Arc(UNIT, 0, max(time.get_value(), 0.01), arc_center=CENTRE, color=colour("yellow"), stroke_width=6))
        self.add(path, side, hand)
        self.show(time.animate(rate_func=linear).set_value(TAU * 0.85), seconds=5)
        self.wait(0.5)
