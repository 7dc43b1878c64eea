# expects: off_frame
from manim import *


class NeverInFrame(Scene):
    """A label stands at raw coordinates of the data and is never seen."""

    def construct(self):
        axes = Axes(x_range=[0, 50, 10], y_range=[0, 100, 20], x_length=9, y_length=5)
        curve = axes.plot(lambda x: 2 * x, color=BLUE)
        label = Text("growth", font_size=32).move_to([30, 60, 0])
        self.play(Create(axes), Create(curve))
        self.play(Write(label))
        self.wait()
