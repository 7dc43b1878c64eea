from manim import *

class Photosynthesis(Scene):
    def construct(self):
        sun = Circle(radius=0.7, color=YELLOW, fill_opacity=1).to_corner(UL)
        leaf = Ellipse(width=3, height=1.5, color=GREEN, fill_opacity=0.7)
        self.play(FadeIn(sun))
        self.play(GrowFromCenter(leaf))
        ray = Arrow(sun.get_center(), leaf.get_center(), color=YELLOW)
        self.play(GrowArrow(ray))
        eq = MathTex(r"6CO_2 + 6H_2O \rightarrow C_6H_{12}O_6 + 6O_2").to_edge(DOWN)
        self.play(Write(eq))
        self.play(eq[0][0:4].animate.set_color(