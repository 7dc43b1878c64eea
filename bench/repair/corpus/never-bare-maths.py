from manim import *

class SineWave(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 7, 1], y_range=[-2, 2, 1], x_length=10, y_length=4)
        wave = axes.plot(lambda x: sin(x), color=BLUE)
        envelope = axes.plot(lambda x: exp(-x / 4) * cos(3 * x), color=RED)
        self.play(Create(axes))
        self.play(Create(wave))
        self.play(Transform(wave, envelope))
        value = Text(f"sqrt(2) = {sqrt(2):.3f}", font_size=30).to_edge(DOWN)
        self.play(Write(value))
        self.wait()
