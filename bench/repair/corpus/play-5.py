from manim import *

class HelperPlays(Scene):
    def show(self, text):
        t = Text(text, font_size=36)
        self.play(FadeIn(t))
        self.play(FadeOut(t))

    def construct(self):
        self.play(self.show("one"))
        self.play(self.show("two"))
        dot = Dot()
        self.play(Create(dot), run_time=1, rate_func="smooth")
        self.play(dot.animate.move_to("RIGHT"))
        self.play(FadeOut(dot, shift="UP"))
