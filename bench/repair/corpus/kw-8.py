from manim import *

class Boxes(Scene):
    def construct(self):
        text = Text("Important")
        frame = SurroundingRectangle(text, YELLOW, buff=0.3)
        self.play(Write(text))
        self.play(Create(frame))
        shadow = Rectangle(w=4, h=2, shadow=True, fill=GREY)
        self.play(FadeIn(shadow))
        self.play(text.animate.next_to(shadow, DOWN, align=LEFT))
        self.play(FadeOut(frame, delay=0.5))
        self.wait()
