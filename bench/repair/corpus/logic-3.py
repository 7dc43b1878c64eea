from manim import *

class SelfForgotten(Scene):
    def construct(self):
        self.make_grid()
        self.play(grid.animate.scale(0.5))
        self.play(self.grid.animate.to_edge(LEFT))
        label = self.make_label("A grid")
        self.play(Write(label))
        self.wait()

    def make_grid(self):
        self.grid = VGroup(*[Square(0.5) for _ in range(16)]).arrange_in_grid(4, 4)
        self.play(Create(self.grid))

    def make_label(self, text):
        return Text(text).next_to(self.grid, RIGHT)
