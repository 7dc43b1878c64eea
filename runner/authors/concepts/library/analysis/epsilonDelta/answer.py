from manim import *
from proofreel import *

# The tolerance that the first player asks for.
EPSILON = 1


def f(x):
    return x * x / 2


class Answer(ProofreelScene):
    def construct(self):
        self.title("An answer: how near to stay")
        plot = self.plot((0, 3.4), (0, 5))
        curve = plot.curve(f, "blue")
        delta = np.sqrt(4 + 2 * EPSILON) - 2
        band = self.box(plot, (0, 3.4), (2 - EPSILON, 2 + EPSILON), "green")
        self.show(FadeIn(curve), FadeIn(plot.dot((2, 2), "yellow", hollow=True)), FadeIn(band), seconds=0.6)
        cue("strip")
        strip = self.box(plot, (2 - delta, 2 + delta), (0, 5), "yellow")
        self.show(GrowFromCenter(strip), seconds=1.2)
        cue("inside", 2)
        part = plot.curve(f, "yellow", (2 - delta, 2 + delta)).set_stroke(width=8)
        self.show(Create(part), seconds=1.2)
        x = ValueTracker(2 - delta)
        dot = always_redraw(lambda: plot.dot((x.get_value(), f(x.get_value())), "yellow"))
        self.add(dot)
        self.show(x.animate.set_value(2 + delta), seconds=2.2)
        cue("delta")
        wide = DoubleArrow(plot.axes.c2p(2, 0.28), plot.axes.c2p(2 + delta, 0.28), color=colour("yellow"), buff=0, stroke_width=4, tip_length=0.15)
        name = formula(rf"⟦yellow|\delta = {delta:.2f}⟧", 40).next_to(plot.axes.c2p(2 + delta, 0.35), RIGHT, buff=0.2)
        self.show(FadeOut(dot), FadeIn(wide), FadeIn(name), seconds=0.8)
        self.wait(0.5)

    def box(self, plot, xs, ys, role):
        corners = [plot.axes.c2p(xs[i], ys[j]) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
        return Polygon(*corners, color=colour(role), fill_opacity=0.15, stroke_width=2)
