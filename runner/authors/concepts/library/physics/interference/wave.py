from manim import *
from proofreel import *

# Wavelength in metres, frequency in hertz, distance of the two sources in metres.
WAVELENGTH = 1
FREQUENCY = 2
SPACING = 3
SPEED = WAVELENGTH * FREQUENCY


class Wave(ProofreelScene):
    """A wave travels on, a cork on it only goes up and down."""

    def construct(self):
        self.title("What moves in a wave?")
        # Four wavelengths over the picture; time runs so that two periods take four seconds.
        plot = numbers_below(Plot((0, 4 * WAVELENGTH), (-1.5, 1.5), 11.6, 2.6).move_to([0, 0.3, 0]))
        t = ValueTracker(0)
        height = lambda x: np.sin(TAU * (x / WAVELENGTH - t.get_value()))
        wave = always_redraw(lambda: plot.curve(height, "blue"))
        spot = 1.5 * WAVELENGTH
        cork = always_redraw(lambda: plot.dot((spot, height(spot)), "yellow").scale(1.7))
        crest = always_redraw(lambda: Triangle(color=colour("green"), fill_opacity=1).rotate(PI).scale(0.12).move_to(plot.axes.c2p((0.25 + t.get_value()) * WAVELENGTH, 1.28)))
        cue("wave", 2)
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "metres", "height in cm")), FadeIn(wave), seconds=0.6)
        self.show(t.animate(rate_func=linear).set_value(1), seconds=3)
        cue("cork")
        track = Line(plot.axes.c2p(spot, -1), plot.axes.c2p(spot, 1), color=colour("yellow"), stroke_width=2)
        self.show(FadeIn(cork), FadeIn(track), t.animate(rate_func=linear).set_value(2), seconds=3.4)
        cue("crest")
        t.set_value(0)
        self.show(FadeIn(crest), seconds=0.3)
        self.show(t.animate(rate_func=linear).set_value(2), seconds=4)
        cue("ask")
        self.show(FadeIn(words("And what if two waves meet?", 34, "yellow").move_to([0, -2.2, 0])), t.animate(rate_func=linear).set_value(2.6), seconds=1.4)
