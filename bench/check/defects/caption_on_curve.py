# expects: text_on_lines
from manim import *


class CaptionOnCurve(Scene):
    """The caption stands where the curve goes through it."""

    def construct(self):
        axes = Axes(x_range=[-4, 4], y_range=[-2, 2], x_length=11, y_length=6)
        curve = axes.plot(lambda x: 1.5 * np.sin(2 * x), color=YELLOW)
        self.play(Create(axes), Create(curve))
        caption = Text("the wave repeats itself", font_size=36).shift(0.9 * UP + 2 * RIGHT)
        self.play(FadeIn(caption))
        self.wait()
