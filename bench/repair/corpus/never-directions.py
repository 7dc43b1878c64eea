from manim import *

class Compass(Scene):
    def construct(self):
        circle = Circle(radius=2)
        self.play(Create(circle))
        for name, d in [("N", TOP), ("S", BOTTOM), ("E", RIGHT), ("W", LEFT)]:
            t = Text(name).next_to(circle, d)
            self.play(Write(t), run_time=0.4)
        ne = Dot(color=RED).move_to(2 * TR / np.sqrt(2))
        sw = Dot(color=BLUE).move_to(2 * BL / np.sqrt(2))
        self.play(FadeIn(ne), FadeIn(sw))
        self.play(ne.animate.to_corner(TR), sw.animate.to_corner(BL))
        self.wait()
