from manim import *

class Parabola(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3, 1], y_range=[0, 9, 3], x_length=7, y_length=5)
        graph = axes.plot(lambda x: x ** 2, color=GREEN)
        self.play(Create(axes))
        self.play(Create(graph), run_time=2)
        x = ValueTracker(-2)
        dot = always_redraw(lambda: Dot(axes.c2p(x.get_value(), x.get_value() ** 2), color=RED))
        self.add(dot)
        self.play(x.animate.set_value(2), run_time=3)
        self.wait()
