from manim import *


class TriangleConstruction(Scene):
    """A triangle with its angles, letters at its corners and a circle about it."""

    def construct(self):
        a, b, c = np.array([-2.5, -1.5, 0]), np.array([2.5, -1.5, 0]), np.array([0.8, 1.6, 0])
        triangle = Polygon(a, b, c, color=WHITE)
        self.play(Create(triangle))
        corners = VGroup(
            MathTex("A").next_to(a, DL, buff=0.1), MathTex("B").next_to(b, DR, buff=0.1), MathTex("C").next_to(c, UP, buff=0.15)
        )
        self.play(Write(corners))
        angle = Angle(Line(a, b), Line(a, c), radius=0.6, color=YELLOW)
        name = MathTex(r"\alpha", font_size=34, color=YELLOW).move_to(a + np.array([0.95, 0.32, 0]))
        self.play(Create(angle), FadeIn(name))
        circle = Circle.from_three_points(a, b, c, color=BLUE)
        self.play(Create(circle))
        self.play(FadeIn(RightAngle(Line(a, b), Line(b, b + UP), length=0.3)))
        self.wait()
