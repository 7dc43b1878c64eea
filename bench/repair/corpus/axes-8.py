from manim import *

class Limits(Scene):
    def construct(self):
        axes = Axes(
            x_range=[-1, 5, 1],
            y_range=[-1, 5, 1],
            axis_config={"number_scale_value": 0.6, "include_numbers": True},
        )
        graph = axes.plot(lambda x: (x ** 2 - 4) / (x - 2) if x != 2 else 4, color=BLUE)
        hole = Circle(radius=0.1, color=WHITE, fill_opacity=1).move_to(axes.c2p(2, 4))
        self.play(Create(axes))
        self.play(Create(graph))
        self.play(FadeIn(hole))
        text = MathTex(r"\lim_{x\to 2} \frac{x^2-4}{x-2} = 4").to_corner(UL)
        self.play(Write(text))
        v = axes.get_vertical_lines(axes.c2p(2, 4))
        self.play(Create(v))
        self.wait()
