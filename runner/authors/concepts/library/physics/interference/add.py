from manim import *
from proofreel import *

# Wavelength in metres, frequency in hertz, distance of the two sources in metres.
WAVELENGTH = 1
FREQUENCY = 2
SPACING = 3
SPEED = WAVELENGTH * FREQUENCY


class Add(ProofreelScene):
    """Heights add: in step they grow, against each other they vanish."""

    def construct(self):
        self.title("Where waves meet, heights add")
        self.split()
        shift = ValueTracker(0)
        rows = [Plot((0, 3), (-1.2, 1.2), 6.0, 1.15).move_to([-3.3, y, 0]) for y in (1.85, 0.55)]
        total = Plot((0, 3), (-2.3, 2.3), 6.0, 2.1).move_to([-3.3, -1.45, 0])
        for plot in (*rows, total):
            plot.numbers.set_opacity(0)
        one = lambda x: np.sin(TAU * x)
        other = lambda x: np.sin(TAU * (x - shift.get_value()))
        curves = VGroup(rows[0].curve(one, "blue"), always_redraw(lambda: rows[1].curve(other, "yellow")))
        summed = always_redraw(lambda: total.curve(lambda x: one(x) + other(x), "green"))
        cue("two", 2)
        self.show(*[FadeIn(plot.axes) for plot in rows], FadeIn(curves), seconds=0.6)
        self.show(FadeIn(total.axes), FadeIn(summed), seconds=0.6)
        label = readout("shift in wavelengths", lambda: shift.get_value(), "yellow", 2, 28).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.show(FadeIn(label), seconds=0.3)
        self.items = [label]
        cue("step")
        self.note("in step: twice as high", "green")
        cue("half", 2)
        self.show(shift.animate.set_value(0.5), seconds=2.5)
        self.note("half a wavelength late: nothing", "red")
        cue("whole", 2)
        self.show(shift.animate.set_value(1), seconds=2.5)
        self.note("a whole wavelength: in step again", "green")
