from manim import *
from proofreel import *

# Two functions, one after the other, with their slopes.
EXAMPLE_TEX = "\\sin(x^2)"
EXAMPLE_INNER_TEX = "x^2"
EXAMPLE_OUTER_TEX = "\\sin u"
EXAMPLE_INNER_SLOPE_TEX = "2x"
EXAMPLE_OUTER_SLOPE_TEX = "\\cos u"
EXAMPLE_RESULT_TEX = "\\cos(x^2) \\cdot 2x"


class Example(ProofreelScene):
    def construct(self):
        self.title("An example")
        whole = formula(rf"y = {EXAMPLE_TEX}", 54).move_to([0, 2.0, 0])
        self.show(Write(whole), seconds=0.8)
        outer = formula(rf"⟦yellow|y = {EXAMPLE_OUTER_TEX}⟧", 48).move_to([-3.2, 0.75, 0])
        inner = formula(rf"⟦blue|u = {EXAMPLE_INNER_TEX}⟧", 48).move_to([3.2, 0.75, 0])
        cue("name")
        self.show(TransformFromCopy(whole, outer), TransformFromCopy(whole, inner), seconds=1.2)
        slopes = [
            formula(rf"⟦yellow|\frac{{dy}}{{du}} = {EXAMPLE_OUTER_SLOPE_TEX}⟧", 48).move_to([-3.2, -0.65, 0]),
            formula(rf"⟦blue|\frac{{du}}{{dx}} = {EXAMPLE_INNER_SLOPE_TEX}⟧", 48).move_to([3.2, -0.65, 0]),
        ]
        cue("slopes")
        self.show(FadeIn(slopes[0], shift=DOWN * 0.3), FadeIn(slopes[1], shift=DOWN * 0.3), seconds=1.0)
        cue("multiply")
        result = formula(rf"\frac{{dy}}{{dx}} = {EXAMPLE_RESULT_TEX}", 56).move_to([0, -2.15, 0])
        self.show(*[Indicate(slope, 1.1, color=slope.get_color()) for slope in slopes], Write(result), seconds=1.6)
        cue("done")
        self.show(Circumscribe(result, color=colour("green"), buff=0.18), seconds=1.2)
        self.wait(0.5)
