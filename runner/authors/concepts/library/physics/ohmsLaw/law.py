from manim import *
from proofreel import *

# Volts and ohms; the current in amperes.
VOLTAGE = 12
RESISTANCE = 6
CURRENT = VOLTAGE / RESISTANCE


class Law(ProofreelScene):
    """The law and what follows for the lesson's numbers."""

    def construct(self):
        self.title("Ohm's law")
        self.split()
        corner, height = np.array([-3.4, 1.9, 0]), 3.6
        triangle = Polygon(corner, corner + [-2.4, -height, 0], corner + [2.4, -height, 0], color=MUTED, stroke_width=4)
        middle = corner[1] - height / 2
        bar = Line([corner[0] - 1.2, middle, 0], [corner[0] + 1.2, middle, 0], color=MUTED, stroke_width=4)
        stem = Line([corner[0], middle, 0], [corner[0], corner[1] - height, 0], color=MUTED, stroke_width=4)
        letters = {
            "U": MathTex("U", font_size=64, color=colour("yellow")).move_to([corner[0], middle + 0.6, 0]),
            "R": MathTex("R", font_size=64, color=colour("red")).move_to([corner[0] - 0.9, middle - 0.95, 0]),
            "I": MathTex("I", font_size=64, color=colour("green")).move_to([corner[0] + 0.9, middle - 0.95, 0]),
        }
        cue("law", 2)
        self.show(Create(triangle), Create(bar), Create(stem), *[FadeIn(letter) for letter in letters.values()], seconds=1)
        self.formula(r"⟦yellow|U⟧ = ⟦red|R⟧ \cdot ⟦green|I⟧", 54)
        cue("solve", 2)
        cover = Circle(0.55, color=colour("green"), stroke_width=4).move_to(letters["I"])
        self.show(Create(cover), seconds=0.7)
        self.step(r"⟦green|I⟧ = \frac{U}{R}")
        cue("numbers")
        equals = "=" if abs(round(CURRENT * 1000) / 1000 - CURRENT) < 1e-9 else r"\approx"
        self.step(rf"= \frac{{{rounded(VOLTAGE)}\text{{ V}}}}{{{rounded(RESISTANCE)}\ \Omega}} {equals} ⟦green|{rounded(CURRENT, 3)}\text{{ A}}⟧")
        cue("power")
        self.formula(rf"P = U I {equals} {rounded(VOLTAGE * CURRENT, 1)}\text{{ W}}", 46)
