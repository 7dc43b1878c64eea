from manim import *

class Expand(Scene):
    def construct(self):
        lines = [r"(x+1)^2", r"(x+1)(x+1)", r"x^2+2x+1"]
        current = MathTex(lines[0])
        self.play(Write(current))
        for tex in lines[1:]:
            following = MathTex(tex)
            self.play(TransformMatchingShapes(current, following))
            current = following
        self.play(Indicate(current))
        self.wait()
