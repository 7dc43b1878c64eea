from manim import *
from proofreel import *


class Formula(ProofreelScene):
    def construct(self):
        self.title("The recipe")
        term = formula(r"\frac{⟦F⟧}{k!} \, x^k".replace("⟦F⟧", "f^{(k)}(0)"), 66).move_to([0, 1.3, 0])
        cue("term")
        self.show(Write(term), seconds=1.2)
        cue("why", 2)
        power = formula(r"x^3 \to 3x^2 \to 3 \cdot 2\,x \to ⟦yellow|3 \cdot 2 \cdot 1⟧ = 3!", 46).move_to([0, -0.35, 0])
        self.show(Write(power), seconds=1.6)
        self.show(Indicate(power, 1.05, color=colour("yellow")), seconds=0.8)
        cue("sum")
        whole = formula(r"f(x) = f(0) + f'(0)\,x + \frac{f''(0)}{2!}\,x^2 + \frac{f'''(0)}{3!}\,x^3 + \cdots", 46).move_to([0, -2.0, 0])
        self.show(Write(whole), seconds=1.8)
        self.wait(0.5)
