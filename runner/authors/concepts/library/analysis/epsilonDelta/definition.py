from manim import *
from proofreel import *


class Definition(ProofreelScene):
    def construct(self):
        self.title("That is the definition")
        head = formula(r"\lim_{x \to a} f(x) = L", 56).move_to([0, 1.75, 0])
        self.show(Write(head), seconds=0.9)
        rows = (
            ("every", r"⟦green|\forall\, \varepsilon > 0⟧", "for every tolerance"),
            ("some", r"⟦yellow|\exists\, \delta > 0⟧", "there is a nearness"),
            ("near", r"0 < |x - a| < ⟦yellow|\delta⟧", "so that near the point"),
            ("close", r"|f(x) - L| < ⟦green|\varepsilon⟧", "the height is near the limit"),
        )
        for place, (name, tex, said) in enumerate(rows):
            cue(name)
            line = formula(tex, 46)
            line.move_to([-5.2, 0.5 - 0.95 * place, 0], aligned_edge=LEFT)
            note = words(said, 28, "muted").move_to([1.2, line.get_y(), 0], aligned_edge=LEFT)
            self.show(Write(line), FadeIn(note, shift=LEFT * 0.2), seconds=0.9)
        self.wait(0.5)
