```python
from manim import *

class Compound(Scene):
    def construct(self):
        title = Text("Compound interest", size=44).to_edge(UP)
        self.play(Write(title))
        formula = MathTex(r"A = P\left(1 + \frac{r}{n}\right)^{nt}")
        self.play(Write(formula))
        self.play(formula.animate.shift(UP))
        axes = Axes(x_min=0, x_max=10, y_min=0, y_max=5)
        self.play(Create(axes))
        growth = axes.get_graph(lambda x: 1.15 ** x, color=GREEN)
        self.play(Create(growth))
        legend = VGroup(Line(color=GREEN), Text("15 %", font_s