from manim import *
from proofreel import *

# Wavelength in metres, frequency in hertz, distance of the two sources in metres.
WAVELENGTH = 1
FREQUENCY = 2
SPACING = 3
SPEED = WAVELENGTH * FREQUENCY


class Length(ProofreelScene):
    """Wavelength, frequency, and the speed that they make together."""

    def construct(self):
        self.title("Length, beat and speed")
        self.split()
        plot = numbers_below(Plot((0, 3 * WAVELENGTH), (-1.5, 1.5), 6.0, 2.6).move_to([-3.3, 0.3, 0]))
        t = ValueTracker(0)
        wave = always_redraw(lambda: plot.curve(lambda x: np.sin(TAU * (x / WAVELENGTH - t.get_value())), "blue"))
        cue("length", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "metres", "")), FadeIn(wave), seconds=0.5)
        mark = DoubleArrow(plot.axes.c2p(0.25 * WAVELENGTH, 1.25), plot.axes.c2p(1.25 * WAVELENGTH, 1.25), buff=0, color=colour("green"), stroke_width=4, tip_length=0.18)
        self.show(Create(mark), seconds=0.7)
        self.formula(rf"⟦green|\lambda⟧ = {rounded(WAVELENGTH)}\text{{ m}}", 46)
        cue("beat", 2)
        self.show(FadeOut(mark), t.animate(rate_func=linear).set_value(2), seconds=3)
        self.formula(rf"⟦yellow|f⟧ = {rounded(FREQUENCY)}\text{{ Hz}}", 46)
        cue("speed", 2)
        self.formula(r"v = ⟦green|\lambda⟧ \cdot ⟦yellow|f⟧", 50)
        self.step(rf"= {rounded(WAVELENGTH)} \cdot {rounded(FREQUENCY)} = {rounded(SPEED)}\,\tfrac{{\text{{m}}}}{{\text{{s}}}}")
        cue("runs")
        self.show(t.animate(rate_func=linear).set_value(4), seconds=4)
