from manim import *
from proofreel import *


class Formula(ProofreelScene):
    def construct(self):
        self.title("The rule")
        whole = MathTex(r"\frac{dy}{dx}", "=", r"\frac{dy}{du}", r"\cdot", r"\frac{du}{dx}", font_size=84, color=INK)
        whole[2].set_color(colour("yellow"))
        whole[4].set_color(colour("blue"))
        whole.move_to([0, 0.75, 0])
        names = [
            words(text, 26, role).next_to(part, DOWN, buff=0.4)
            for text, role, part in (("whole", "ink", whole[0]), ("outer", "yellow", whole[2]), ("inner", "blue", whole[4]))
        ]
        cue("whole")
        self.show(Write(whole[0]), FadeIn(names[0]), seconds=0.8)
        cue("outer")
        self.show(Write(whole[1:3]), FadeIn(names[1]), seconds=0.8)
        cue("inner")
        self.show(Write(whole[3:]), FadeIn(names[2]), seconds=0.8)
        cue("careful", 2)
        self.show(Circumscribe(whole[2], color=colour("yellow"), buff=0.15), seconds=1.2)
        careful = formula(r"\frac{d}{dx} f(g(x)) = ⟦yellow|f'(g(x))⟧ \cdot ⟦blue|g'(x)⟧", 54).move_to([0, -1.95, 0])
        self.show(Write(careful), seconds=1.2)
        self.wait(0.5)
