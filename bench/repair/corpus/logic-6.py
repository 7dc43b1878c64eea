from manim import *

class DivideByZero(Scene):
    def construct(self):
        values = [4, 2, 0]
        texts = VGroup()
        for v in values:
            texts.add(Text(f"8 / {v} = {8 / v}"))
        texts.arrange(DOWN)
        self.play(Write(texts))
        end = Text("Undefined!").to_edge(DOWN)
        self.play(Write(end))
        self.play(Indicate(end))
        self.play(FadeOut(end))
