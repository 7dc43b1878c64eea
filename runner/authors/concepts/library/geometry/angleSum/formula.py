from manim import *
from proofreel import *


class Formula(ProofreelScene):
    def construct(self):
        self.title("The formula")
        rows = (
            ("sine", r"⟦green|\sin(\alpha + \beta)⟧ = ⟦blue|\sin\alpha⟧ ⟦yellow|\cos\beta⟧ + ⟦blue|\cos\alpha⟧ ⟦yellow|\sin\beta⟧", 1.2),
            ("cosine", r"⟦green|\cos(\alpha + \beta)⟧ = ⟦blue|\cos\alpha⟧ ⟦yellow|\cos\beta⟧ - ⟦blue|\sin\alpha⟧ ⟦yellow|\sin\beta⟧", -0.2),
            ("double", r"⟦green|\sin 2\alpha⟧ = 2 \, ⟦blue|\sin\alpha⟧ ⟦blue|\cos\alpha⟧", -1.7),
        )
        for name, tex, y in rows:
            cue(name)
            self.show(Write(formula(tex, 60, 12.5).move_to([0, y, 0])), seconds=1.4)
        self.wait(0.5)
