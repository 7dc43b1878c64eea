from manim import *

class Countdown(Scene):
    def construct(self):
        for n in (3, 2, 1):
            number = Text(str(n), font_size=120)
            self.play(FadeIn(number, scale=0.5), run_time=0.5)
            self.play(FadeOut(number, scale=1.5), run_time=0.5)
        go = Text("Go!", font_size=120, color=GREEN)
        self.play(Write(go))
        self.wait()
