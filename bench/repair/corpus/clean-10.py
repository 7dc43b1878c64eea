from manim import *

class Brackets(Scene):
    def construct(self):
        line = Line(3 * LEFT, 3 * RIGHT)
        brace = Brace(line, DOWN)
        text = brace.get_text("length 6")
        self.play(Create(line))
        self.play(GrowFromCenter(brace), Write(text))
        self.play(VGroup(line, brace, text).animate.shift(UP))
        self.wait()
