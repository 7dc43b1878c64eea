from manim import *

class TableOfValues(Scene):
    def construct(self):
        table = Table(
            [[1, 1], [2, 4], [3, 9]],
            col_labels=[Text("x"), Text("x²")],
            include_outer_lines=True,
            line_color=BLUE,
        ).scale(0.6)
        self.play(Create(table))
        self.play(table.get_cell((2, 2)).animate.set_fill(YELLOW, 0.5))
        self.play(Indicate(table.get_rows()[1]))
        title = Text("Squares", size=36).next_to(table, UP)
        self.play(Write(title))
        self.wait()
