from manim import *

class WeightedTable(Scene):
    def construct(self):
        table = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")], col_labels=[Text("x"), Text("y")]).scale(0.7)
        self.play(table.create())
        self.play(table.get_cell((2, 2)).animate.set_color(YELLOW))
        self.wait()
