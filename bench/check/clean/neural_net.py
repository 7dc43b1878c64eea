from manim import *


class NeuralNet(Scene):
    """Lines that end under filled circles, letters on the circles, a flash along the lines."""

    def construct(self):
        layers=[VGroup(*[Circle(0.25, color=WHITE, fill_color=BLACK, fill_opacity=1) for _ in range(n)]).arrange(DOWN, buff=0.3) for n in (3,5,5,2)]
        net=VGroup(*layers).arrange(RIGHT, buff=2)
        edges=VGroup(*[Line(a.get_center(), b.get_center(), stroke_width=1, color=GRAY) for l,m in zip(layers,layers[1:]) for a in l for b in m])
        self.play(FadeIn(edges), FadeIn(net));
        labs=VGroup(*[MathTex(f"x_{i+1}", font_size=32).next_to(c, LEFT) for i,c in enumerate(layers[0])])
        inn=VGroup(*[MathTex("h", font_size=26).move_to(c) for c in layers[1]])
        self.play(FadeIn(labs), FadeIn(inn))
        self.play(ShowPassingFlash(edges.copy().set_color(YELLOW), time_width=0.4), run_time=1.5)
        self.wait()
