from manim import *

class Wheel(Circle):
    CONFIG = {"radius": 1.2, "color": GREEN}

class RollingWheel(Scene):
    CONFIG = {"distance": 4}
    def construct(self):
        ground = Line(6 * LEFT, 6 * RIGHT).shift(1.2 * DOWN)
        wheel = Wheel().shift(3 * LEFT)
        mark = Dot(wheel.get_top(), color=RED)
        self.play(ShowCreation(ground), ShowCreation(wheel), FadeIn(mark))
        self.play(VGroup(wheel, mark).shift, self.distance * RIGHT, run_time=3)
        self.play(FadeOutAndShift(mark, DOWN))
        self.wait()
