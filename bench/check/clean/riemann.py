from manim import *


class RiemannSums(Scene):
    """Rectangles under a curve get thinner; the sum is written in the corner."""

    def construct(self):
        axes = Axes(x_range=[0, 5, 1], y_range=[0, 6, 1], x_length=8, y_length=5, tips=False).shift(0.4 * DOWN + LEFT)
        curve = axes.plot(lambda x: 0.2 * x**2 + 0.5, x_range=[0, 5], color=YELLOW)
        self.play(Create(axes), Create(curve))
        rectangles = axes.get_riemann_rectangles(curve, x_range=[0, 5], dx=1, fill_opacity=0.6)
        words = MathTex(r"\Delta x = 1").to_corner(UR)
        self.play(Create(rectangles), Write(words))
        for dx in (0.5, 0.25, 0.1):
            finer = axes.get_riemann_rectangles(curve, x_range=[0, 5], dx=dx, fill_opacity=0.6, stroke_width=dx)
            said = MathTex(rf"\Delta x = {dx}").to_corner(UR)
            self.play(Transform(rectangles, finer), Transform(words, said))
        self.wait(0.5)
