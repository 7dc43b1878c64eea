from manim import *

class CellDivision(Scene):
    def construct(self):
        title = Text("Cell Division", font_size=40).to_edge(UP)
        self.play(TypeWriter(title))
        cell = Circle(radius=1, color=GREEN, fill_opacity=0.4)
        nucleus = Dot(color=YELLOW)
        self.play(PopIn(cell), PopIn(nucleus))
        left = cell.copy().shift(1.5 * LEFT)
        right = cell.copy().shift(1.5 * RIGHT)
        self.play(Morph(cell, left), FadeIn(right))
        self.play(Pulse(left), Pulse(right))
        arrow = Arrow(left.get_right(), right.get_left())
        self.play(Highlight(arrow))
        self.wait()
