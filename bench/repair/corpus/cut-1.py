from manim import *

class BubbleSort(Scene):
    def construct(self):
        values = [5, 2, 4, 1]
        bars = VGroup(*[Rectangle(width=0.7, height=v * 0.6, fill_opacity=0.8, color=BLUE) for v in values])
        bars.arrange(RIGHT, aligned_edge=DOWN)
        self.play(LaggedStart(*[GrowFromEdge(b, DOWN) for b in bars], lag_ratio=0.2))
        title = Text("Bubble sort").to_edge(UP)
        self.play(Write(title))
        self.play(bars[0].animate.set_color(YELLOW), bars[1].animate.set_color(YELLOW))
        self.play(bars[0].animate.shift(RIGHT * 0.95), bars[1].animate.shift(LEFT * 0.95))
        self.play(bars[0].animate.set_color(BLUE), bars[1].animate.set_color(BLUE