from manimlib.imports import *

class Pythagoras(Scene):
    def construct(self):
        title = TextMobject("The Theorem of Pythagoras")
        title.to_edge(UP)
        self.play(Write(title))
        triangle = Polygon(ORIGIN, 3 * RIGHT, 3 * RIGHT + 2 * UP, color=BLUE)
        self.play(ShowCreation(triangle))
        a = TexMobject("a").next_to(triangle, DOWN)
        b = TexMobject("b").next_to(triangle, RIGHT)
        c = TexMobject("c").move_to(triangle.get_center() + 0.5 * UL)
        self.play(FadeInFromDown(a), FadeInFromDown(b), FadeInFromDown(c))
        formula = TexMobject("a^2", "+", "b^2", "=", "c^2").shift(2.5 * DOWN)
        self.play(Write(formula))
        self.play(ShowCreationThenFadeOut(SurroundingRectangle(formula)))
        self.wait(2)
