from manim import *

class AlignEnv(Scene):
    def construct(self):
        eq = MathTex(r"""
            \begin{align}
            (a+b)^2 &= (a+b)(a+b) \\
                    &= a^2 + 2ab + b^2
            \end{align}
        """)
        self.play(Write(eq))
        self.play(eq.animate.shift(UP))
        note = Text("Expand the $(a+b)^2$ product", font_size=30).next_to(eq, DOWN)
        self.play(Write(note))
        self.play(Indicate(eq[0]))
        self.wait()
