from manim import *


class TruthTable(Scene):
    """A table with lines, a marked cell and a title."""

    def construct(self):
        title = Text("Exclusive or", font_size=40).to_edge(UP)
        table = Table(
            [["0", "0", "0"], ["0", "1", "1"], ["1", "0", "1"], ["1", "1", "0"]],
            col_labels=[Text("A"), Text("B"), Text("A xor B")],
            include_outer_lines=True,
        ).scale(0.7)
        self.play(FadeIn(title), Create(table, run_time=2))
        table.add_highlighted_cell((3, 3), color=GREEN_E)
        self.wait()
        self.play(Indicate(table.get_rows()[2]))
