from manim import *


class Field(Scene):
    """Arrows everywhere, a title on a panel of its own, a dot that goes around."""

    def construct(self):
        f = lambda p: np.array([-p[1], p[0], 0])/2
        field = ArrowVectorField(f)
        self.play(Create(field))
        title = Text("rotation").add_background_rectangle().to_edge(UP)
        self.play(FadeIn(title))
        dot = Dot([2,0,0], color=RED)
        self.add(dot)
        self.play(Rotating(dot, angle=PI, about_point=ORIGIN, run_time=2))
        self.wait()
