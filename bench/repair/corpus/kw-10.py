from manim import *

class Gears(Scene):
    def construct(self):
        big = Annulus(inner_radius=1, outer_radius=1.5, color=BLUE, teeth=12)
        small = Annulus(inner_radius=0.5, outer_radius=0.8, color=RED, teeth=8).next_to(big, RIGHT, buff=0)
        self.play(Create(big), Create(small))
        self.play(Rotate(big, angle=PI, axis=OUT, about_center=True), Rotate(small, angle=-PI))
        ratio = MathTex(r"\text{ratio} = 12 : 8", scale=0.8).to_edge(DOWN)
        self.play(Write(ratio))
        self.wait()
