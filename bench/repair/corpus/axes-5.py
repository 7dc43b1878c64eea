from manim import *

class SalesBars(Scene):
    def construct(self):
        chart = BarChart(
            [12, 30, 22, 41],
            max_value=50,
            bar_names=["Q1", "Q2", "Q3", "Q4"],
            bar_colors=[BLUE, GREEN, YELLOW, RED],
            bar_label_scale_value=0.5,
        )
        self.play(Create(chart), run_time=2)
        self.play(chart.animate.change_bar_values([20, 25, 35, 45]))
        note = Text("Sales grew every quarter", font_size=28).to_edge(UP)
        self.play(FadeIn(note))
        self.wait()
