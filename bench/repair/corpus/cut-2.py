from manim import *

class Fourier(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 2 * PI, PI / 2], y_range=[-2, 2, 1])
        self.play(Create(axes))
        def partial(n):
            return lambda x: sum(4 / PI * np.sin((2 * k + 1) * x) / (2 * k + 1) for k in range(n))
        graph = axes.plot(partial(1), color=BLUE)
        self.play(Create(graph))
        for n in (2, 3, 5):
            new = axes.plot(partial(n), color=BLUE)
            label = MathTex(f"n = {n}").to_corner(UR)
            self.play(Transform(graph, new), FadeIn(label))
            self.play(FadeOut(label))
        final = Text("The sum approaches a squ