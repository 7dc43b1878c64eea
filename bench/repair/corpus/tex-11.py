from manim import *

class Chemistry(Scene):
    def construct(self):
        reaction = MathTex(r"\ce{2H2 + O2 -> 2H2O}")
        self.play(Write(reaction))
        balanced = MathTex(r"2 H_2 + O_2 \rightarrow 2 H_2 O").next_to(reaction, DOWN)
        self.play(Write(balanced))
        energy = MathTex(r"\Delta H = -286 \, \si{kJ/mol}").next_to(balanced, DOWN)
        self.play(Write(energy))
        self.play(Flash(energy))
        self.wait()
