from manim import *

class MarketShare(Scene):
    def construct(self):
        title = Text("Market share").to_edge(UP)
        self.play(Write(title))
        chart = Histogram(values=[4, 7, 2], labels=["A", "B", "C"])
        chart.scale(0.7)
        self.play(Create(chart))
        bar = ProgressBar(0.4)
        bar.to_edge(DOWN)
        self.play(FadeIn(bar))
        mark = Checkmark()
        mark.next_to(chart, RIGHT)
        self.play(ScaleIn(mark))
        self.wait()
