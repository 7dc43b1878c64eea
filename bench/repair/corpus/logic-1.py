from manim import *

class UndefinedName(Scene):
    def construct(self):
        title = Text("Euler's identity").to_edge(UP)
        self.play(Write(title))
        identity = MathTex(r"e^{i\pi} + 1 = 0")
        self.play(Write(identity))
        self.play(identity.animate.scale(2))
        self.play(FadeIn(explanation))
        arrow = Arrow(explanation.get_top(), identity.get_bottom())
        self.play(GrowArrow(arrow))
        self.play(Circumscribe(identity))
        self.play(FadeOut(title), FadeOut(identity))
