from manim import *
from proofreel import *


class Formula(ProofreelScene):
    def construct(self):
        self.title("The formula")
        whole = formula(r"⟦yellow|(f * g)[n]⟧ = \sum_k ⟦blue|f[k]⟧ \cdot ⟦green|g[n - k]⟧", 66).move_to([0, 1.35, 0])
        cue("sum")
        self.show(Write(whole), seconds=1.6)
        cue("flip", 2)
        cells = VGroup(*[
            VGroup(Square(0.95, color=colour("green"), stroke_width=3, fill_color=colour("green"), fill_opacity=0.12), words(text, 30, "green"))
            for text in ("1", "2", "3")
        ])
        for k, one in enumerate(cells):
            one.move_to([(k - 1) * 1.15, -0.9, 0])
        self.show(FadeIn(cells), seconds=0.5)
        self.show(cells[0].animate(path_arc=PI).move_to(cells[2]), cells[2].animate(path_arc=PI).move_to(cells[0]), seconds=1.6)
        cue("same")
        rule = formula(r"f * g = g * f", 54).move_to([0, -2.3, 0])
        self.show(Write(rule), seconds=0.9)
        self.wait(0.5)
