from manim import *

class WrongIndex(Scene):
    def construct(self):
        word = Text("SORT")
        self.play(Write(word))
        for i in range(6):
            self.play(word[i].animate.set_color(YELLOW), run_time=0.3)
        bars = VGroup(*[Rectangle(width=0.5, height=h) for h in (1, 3, 2)]).arrange(RIGHT, aligned_edge=DOWN).shift(2 * DOWN)
        self.play(Create(bars))
        self.play(bars[3].animate.set_fill(RED, 1))
        self.play(FadeOut(bars))
