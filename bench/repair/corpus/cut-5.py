from manim import *

class TaylorSeries(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4], y_range=[-2, 2])
        sine = axes.plot(lambda x: np.sin(x), color=WHITE)
        self.play(Create(axes), Create(sine))
        colors = [RED, GREEN, BLUE]
        for i, color in enumerate(colors):
            def approx(x, n=i):
                return sum((-1) ** k * x ** (2 * k + 1) / math.factorial(2 * k + 1) for k in range(n + 1))
            graph = axes.plot(approx, color=color, x_range=[-3, 3])
            self.play(Create(graph))
        conclusion = MathTex(r"\sin x = x - \frac{x^3}{3!} + \frac{x^5}{5!} - \cdots").to_edge(UP)
        self.play(Write(conclusion))
        self.play(FadeOut(axes), FadeOut(sine), 