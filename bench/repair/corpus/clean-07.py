from manim import *

class SortBars(Scene):
    def construct(self):
        values = [4, 1, 3, 2]
        bars = VGroup(*[Rectangle(width=0.8, height=v * 0.7, fill_opacity=0.7, color=TEAL) for v in values])
        bars.arrange(RIGHT, aligned_edge=DOWN)
        self.play(*[GrowFromEdge(b, DOWN) for b in bars])
        for i, j in ((0, 1), (1, 2), (2, 3)):
            self.play(Swap(bars[i], bars[j]), run_time=0.6)
        self.play(bars.animate.set_color(GREEN))
