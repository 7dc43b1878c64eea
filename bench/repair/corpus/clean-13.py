from manim import *

class Arrows(Scene):
    def construct(self):
        a = Arrow(ORIGIN, 2 * RIGHT + UP, buff=0, color=YELLOW)
        b = Arrow(2 * RIGHT + UP, 3 * RIGHT + 3 * UP, buff=0, color=BLUE)
        c = Arrow(ORIGIN, 3 * RIGHT + 3 * UP, buff=0, color=GREEN)
        group = VGroup(a, b, c).move_to(ORIGIN)
        for arrow in group:
            self.play(GrowArrow(arrow))
        self.play(Rotate(group, PI / 6))
        self.wait()
