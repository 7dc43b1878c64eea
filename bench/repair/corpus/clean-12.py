from manim import *

class Riemann(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4, 1], y_range=[0, 8, 2], x_length=7, y_length=5)
        f = axes.plot(lambda x: 0.5 * x ** 2, color=YELLOW)
        self.add(axes)
        self.play(Create(f))
        rects = axes.get_riemann_rectangles(f, x_range=[0, 4], dx=1)
        self.play(Create(rects))
        for dx in (0.5, 0.25):
            self.play(Transform(rects, axes.get_riemann_rectangles(f, x_range=[0, 4], dx=dx)))
        self.wait()
