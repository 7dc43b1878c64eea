from manim import *


class Vectors(Scene):
    """Vectors on a faint grid, with their names beside the tips."""

    def construct(self):
        plane = NumberPlane(background_line_style={"stroke_opacity": 0.35})
        self.play(Create(plane))
        one = Vector([2, 1], color=YELLOW)
        other = Vector([-1, 2], color=RED)
        names = VGroup(
            MathTex(r"\vec v", color=YELLOW).next_to(one.get_end(), RIGHT),
            MathTex(r"\vec w", color=RED).next_to(other.get_end(), UL, buff=0.1),
        )
        self.play(GrowArrow(one), GrowArrow(other), FadeIn(names))
        plane.save_state()
        self.play(plane.animate.apply_matrix([[1, 1], [0, 1]]), run_time=2)
        title = Text("A shear moves every point along", font_size=34).add_background_rectangle(opacity=0.9).to_edge(UP)
        self.play(FadeIn(title))
        self.wait()
