from manim import *

class CodeShown(Scene):
    def construct(self):
        code = Code(code_string="print('hello')\nfor i in range(3):\n    print(i)", language="python")
        self.play(FadeIn(code))
        self.play(code.animate.to_edge(LEFT))
        out = Paragraph("hello", "0", "1", "2", font_size=28).to_edge(RIGHT)
        self.play(Write(out))
        self.wait()
