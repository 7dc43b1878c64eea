from manim import *

class LineKinds(Scene):
    def construct(self):
        a = Line(start_point=LEFT * 3, end_point=RIGHT * 3)
        b = Line(LEFT * 3 + DOWN, RIGHT * 3 + DOWN, dash_length=0.2)
        c = ArcBetweenPoints(start_point=LEFT * 3 + UP, end_point=RIGHT * 3 + UP, angle=PI / 4)
        d = Circle(radius=0.8, dashed=True).shift(2 * DOWN)
        for line in (a, b, c, d):
            self.play(Create(line, duration=1))
        self.play(a.animate.set_stroke(color=RED, thickness=8))
        self.wait(run_time=1)
