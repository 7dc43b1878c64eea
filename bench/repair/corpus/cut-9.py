from manim import *

class Eclipse(Scene):
    def construct(self):
        sun = Circle(radius=1.2, color=YELLOW, fill_opacity=1).shift(4 * LEFT)
        earth = Circle(radius=0.6, color=BLUE, fill_opacity=1).shift(4 * RIGHT)
        moon = Circle(radius=0.25, color=GREY, fill_opacity=1).shift(3 * UP)
        self.play(FadeIn(sun), FadeIn(earth), FadeIn(moon))
        self.play(moon.animate.move_to(1.5 * RIGHT), run_time=2)
        shadow = Polygon(
            sun.get_top(), sun.get_bottom(),
            earth.get_center(),
            color=GREY, fill_opacity=0.3,
        )
        self.play(FadeIn(shadow))
        caption = Text("The moon's shadow falls on the earth", font_size=32).to_edge(DOWN)
        self.play(Write(caption))
        self.play(
            Indicate(moon),
            Indicate(earth),