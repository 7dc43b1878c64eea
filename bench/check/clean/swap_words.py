from manim import *


class SwappedWords(Scene):
    """Words that take each other's place in every way there is."""

    def construct(self):
        a=Text("first")
        self.play(Write(a))
        self.wait()
        b=Text("second")
        self.play(FadeOut(a), FadeIn(b))
        self.wait()
        self.play(FadeTransform(b, Text("third")))
        self.wait()
        self.clear()
        self.wait(1)
        c=Text("fourth"); self.add(c); self.wait(); c.become(Text("fifth")); self.wait(); self.play(CyclicReplace(c, Dot().shift(LEFT*3))); self.play(Unwrite(c))
