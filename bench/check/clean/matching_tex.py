from manim import *


class MatchingTerms(Scene):
    """An equation is rearranged term by term, then shown off with every kind of indication."""

    def construct(self):
        e1 = MathTex("a","x","+","b","=","c"); e2 = MathTex("a","x","=","c","-","b"); e3 = MathTex("x","=",r"{c-b \over a}")
        self.play(Write(e1))
        self.wait(0.5)
        self.play(TransformMatchingTex(e1,e2))
        self.wait(0.5)
        self.play(TransformMatchingTex(e2,e3))
        self.wait(0.5)
        box = SurroundingRectangle(e3)
        self.play(Create(box))
        self.play(FadeOut(box), e3.animate.scale(1.5))
        self.play(Circumscribe(e3))
        self.play(FocusOn(e3))
        self.play(Flash(e3))
        self.play(Wiggle(e3))
        self.play(ApplyWave(e3))
        self.play(Uncreate(e3))
