# expects: text_on_lines
from manim import *


class LabelOnGraph(Scene):
    """A graph's name stands on the graph."""

    def construct(self):
        ax=Axes(x_range=[-3,3],y_range=[-3,3])
        g=ax.plot(lambda x: x, color=RED)
        l=MathTex("f(x)=x", color=RED).move_to(ax.c2p(1.5,1.5))
        self.play(Create(ax),Create(g))
        self.play(Write(l))
        self.wait()
