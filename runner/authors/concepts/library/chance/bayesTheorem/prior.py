from manim import *
from proofreel import *

# In percent: how many are ill, how many of the ill are found, how many of the healthy are alarmed.
PREVALENCE = 1
SENSITIVITY = 90
FALSE_ALARMS = 9
PEOPLE = 1000
ILL = round(PEOPLE * PREVALENCE / 100)
FOUND = round(ILL * SENSITIVITY / 100)
ALARMED = round((PEOPLE - ILL) * FALSE_ALARMS / 100)

S, F = SENSITIVITY / 100, FALSE_ALARMS / 100


def posterior(p):
    """In percent, of a prevalence in percent."""
    share = p / 100 * S
    return 100 * share / (share + (1 - p / 100) * F)


class Prior(ProofreelScene):
    """The rarer the illness, the less a positive test says."""

    def construct(self):
        self.title("It depends on how rare it is")
        self.split()
        plot = Plot((0, 100), (0, 105), 5.6, 3.9)
        plot.move_to([-3.5, -0.1, 0])
        self.show(FadeIn(plot), FadeIn(axis_names(plot, "% ill beforehand", "% ill after a positive test")), seconds=0.4)
        at = ValueTracker(PREVALENCE)
        curve = plot.curve(posterior, "blue", (0.001, 100))
        cue("curve")
        self.show(Create(curve), seconds=1.5)
        dot = always_redraw(lambda: plot.dot((at.get_value(), posterior(at.get_value())), "yellow"))
        rays = always_redraw(lambda: VGroup(
            Line(plot.axes.c2p(at.get_value(), 0), plot.axes.c2p(at.get_value(), posterior(at.get_value())), color=colour("yellow"), stroke_width=2),
            Line(plot.axes.c2p(0, posterior(at.get_value())), plot.axes.c2p(at.get_value(), posterior(at.get_value())), color=colour("yellow"), stroke_width=2),
        ))
        numbers = VGroup(readout("before", lambda: at.get_value(), "ink", 1, 30), readout("after", lambda: posterior(at.get_value()), "yellow", 1, 30))
        numbers[0].move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        numbers[1].move_to([0.9, 1.25, 0], aligned_edge=LEFT)
        units = VGroup(*[words("%", 30, role).move_to([3.9, y, 0]) for role, y in (("ink", 1.9), ("yellow", 1.25))])
        cue("ours")
        self.show(FadeIn(rays), FadeIn(dot), FadeIn(numbers), FadeIn(units), seconds=0.6)
        cue("move")
        self.show(at.animate.set_value(min(80, max(40, PREVALENCE + 30))), seconds=2.5)
        self.show(at.animate.set_value(PREVALENCE), seconds=1.5)
        cue("learned")
        self.items = [numbers]
        self.note("A test does not tell how likely you are ill: it tells how to change what was likely before.", "ink", 30)
