from manim import *
from proofreel import *

# Which function: sin, cos or exp.
CURVE_KEY = "sin"
CURVE_TEX = "\\sin x"
CURVE_WINDOW = [-7, 7]

f = {"sin": np.sin, "cos": np.cos, "exp": np.exp}[CURVE_KEY]


class Question(ProofreelScene):
    def construct(self):
        self.title("Only plus and times")
        plot = self.plot(CURVE_WINDOW, (-2, 3) if CURVE_KEY != "exp" else (-1, 8))
        cue("curve")
        curve = plot.curve(f, "blue")
        name = formula(rf"⟦blue|y = {CURVE_TEX}⟧", 40).move_to([RIGHT_EDGE - 0.2, 2.6, 0], aligned_edge=RIGHT)
        self.show(Create(curve), FadeIn(name), seconds=1.8)
        cue("idea", 2)
        powers = MathTex("a_0", "+ a_1 x", "+ a_2 x^2", "+ a_3 x^3", r"+ \cdots", font_size=52, color=INK).move_to([0, -2.3, 0])
        panel = SurroundingRectangle(powers, color=PANEL, fill_color=BACKGROUND, fill_opacity=0.92, buff=0.2, stroke_width=0)
        self.show(FadeIn(panel), LaggedStart(*[FadeIn(part, shift=UP * 0.2) for part in powers], lag_ratio=0.35), seconds=1.8)
        cue("how")
        self.show(LaggedStart(*[Indicate(part, 1.2, color=colour("yellow")) for part in powers], lag_ratio=0.2), seconds=1.4)
        self.wait(0.5)
