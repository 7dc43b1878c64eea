from manim import *


class OnPaper(Scene):
    """Dark ink on a light ground."""

    def construct(self):
        self.camera.background_color = "#F4F1EA"
        title = Text("On paper", color="#1B1B1B", font_size=48).to_edge(UP)
        circle = Circle(radius=1.5, color="#1F5FA8", fill_opacity=0.2)
        radius = Line(circle.get_center(), circle.get_right(), color="#A83232")
        name = MathTex("r", color="#A83232").next_to(radius, UP, buff=0.1)
        formula = MathTex(r"A = \pi r^2", color="#1B1B1B").next_to(circle, RIGHT, buff=1)
        self.play(FadeIn(title))
        self.play(Create(circle), Create(radius), Write(name))
        self.play(Write(formula))
        self.wait()
