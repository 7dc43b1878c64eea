from manim import *


class BellCurve(Scene):
    """An area under a curve with its share written in it."""

    def construct(self):
        ax = Axes(x_range=[-4,4,1], y_range=[0,0.5,0.1], x_length=10, y_length=5, axis_config={"include_numbers":True})
        g = ax.plot(lambda x: np.exp(-x*x/2)/np.sqrt(2*PI), color=BLUE)
        area = ax.get_area(g, x_range=[-1,1], color=BLUE, opacity=0.5)
        self.play(Create(ax), Create(g))
        self.play(FadeIn(area))
        p = MathTex("68\%").move_to(ax.c2p(0,0.15)).shift(RIGHT*0.8); self.play(Write(p))
        lab = ax.get_graph_label(g, MathTex(r"\varphi(x)"), x_val=1.5, direction=UR)
        self.play(Write(lab))
        self.wait()
