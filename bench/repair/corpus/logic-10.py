from manim import *
from scipy_extra import solve
import pandas as pd

class DataScene(Scene):
    def construct(self):
        title = Text("Monthly data").to_edge(UP)
        self.play(Write(title))
        df = pd.read_csv("data.csv")
        values = df["value"].tolist()
        chart = BarChart(values)
        self.play(Create(chart))
        note = Text("It grows", font_size=30).to_edge(DOWN)
        self.play(FadeIn(note))
        self.play(title.animate.set_color(YELLOW))
        self.wait()
