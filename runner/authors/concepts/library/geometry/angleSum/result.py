from manim import *
from proofreel import *

# Degrees.
ALPHA = 35
BETA = 25


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        self.split()
        foot, unit = np.array([-6.0, -2.35, 0]), 4.6
        beta = ValueTracker(5)

        def picture():
            a, b = ALPHA * DEGREES, beta.get_value() * DEGREES
            top = foot + unit * np.array([np.cos(a + b), np.sin(a + b), 0])
            middle = foot + unit * np.cos(b) * np.array([np.cos(a), np.sin(a), 0])
            level, bottom = middle[1], foot[1]
            return VGroup(
                Polygon(foot, middle, top, color=colour("yellow"), fill_opacity=0.2, stroke_width=3),
                Polygon(foot, [middle[0], bottom, 0], middle, color=colour("blue"), fill_opacity=0.2, stroke_width=3),
                Line([top[0], bottom, 0], [top[0], level, 0], color=colour("green"), stroke_width=9),
                Line([top[0], level, 0], top, color=colour("red"), stroke_width=9),
            )

        moving = always_redraw(picture)
        self.show(FadeIn(moving), seconds=0.6)
        cue("swing", 2)
        self.show(beta.animate.set_value(BETA), seconds=2.5)
        self.formula(r"⟦green|\sin\alpha \cos\beta⟧ + ⟦red|\cos\alpha \sin\beta⟧", 44)
        cue("check")
        a, b = ALPHA * DEGREES, BETA * DEGREES
        low, high = np.sin(a) * np.cos(b), np.cos(a) * np.sin(b)
        self.formula(rf"⟦green|{low:.3f}⟧ + ⟦red|{high:.3f}⟧ = {np.sin(a + b):.3f}", 44)
        self.wait(0.5)
