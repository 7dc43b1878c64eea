from manim import *
from proofreel import *


class Question(ProofreelScene):
    def construct(self):
        self.title("A strange equation")
        equation = MathTex("e", "^{i", r"\pi}", "=", "-1", font_size=130, color=INK).move_to([0, 0.7, 0])
        cue("equation")
        self.show(Write(equation), seconds=1.8)
        cue("parts")
        rows = ((r"e", "growth", "yellow", -4), (r"i", "square root of −1", "green", 0), (r"\pi", "circles", "blue", 4))
        cards = VGroup(*[
            VGroup(formula(rf"⟦{role}|{tex}⟧", 64), words(said, 26, role)).arrange(DOWN, buff=0.3).move_to([x, -1.5, 0])
            for tex, said, role, x in rows
        ])
        self.show(LaggedStart(*[FadeIn(card, shift=UP * 0.3) for card in cards], lag_ratio=0.4), seconds=2.2)
        cue("power")
        self.show(Indicate(equation[1:3], 1.2, color=colour("green")), seconds=1.4)
        self.wait(0.5)
