from manim import *

class WeightedTex(Scene):
    def construct(self):
        title = Tex("Newton's Laws", weight=BOLD, font_size=60).to_edge(UP)
        laws = VGroup(
            MathTex(r"\sum F = 0", weight=BOLD),
            MathTex(r"F = m a"),
            MathTex(r"F_{12} = -F_{21}"),
        ).arrange(DOWN, buff=0.6)
        self.play(Write(title))
        for law in laws:
            self.play(Write(law))
        self.play(Circumscribe(laws[1], color=YELLOW))
        self.wait()
