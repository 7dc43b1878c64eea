from manim import *

class Arguments(Scene):
    def construct(self):
        t = Text("Ohm's law", font_size=40, YELLOW)
        self.play(Write(t))
        f = MathTex("U = R I", color=WHITE, font_size=60, color=BLUE).next_to(t, DOWN)
        self.play(Write(f))
          self.play(Indicate(f))
        r = Text("Resistance
in ohms", font_size=28).next_to(f, DOWN)
        self.play(FadeIn(r))
        self.wait()
