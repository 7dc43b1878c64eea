from manim import *

class Waves(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4 * PI, PI], y_range=[-2, 2], x_length=11, y_length=4, axis_config=dict(stroke_width=2, tip_size=0.2))
        wave = axes.plot(np.sin, color=BLUE, stroke_width=4, thickness=3)
        self.play(Create(axes))
        self.play(Create(wave), run_time=2)
        amp = BraceBetweenPoints(axes.c2p(PI / 2, 0), axes.c2p(PI / 2, 1), label="A")
        self.play(GrowFromCenter(amp))
        self.wait()
