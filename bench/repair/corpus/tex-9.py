from manim import *

class Percentages(Scene):
    def construct(self):
        a = Tex("50% of x_1 is y_1")
        b = Tex("Cost: $100 & rising").next_to(a, DOWN)
        c = Tex("Item #1").next_to(b, DOWN)
        self.play(Write(a))
        self.play(Write(b))
        self.play(Write(c))
        self.play(VGroup(a, b, c).animate.set_color(YELLOW))
