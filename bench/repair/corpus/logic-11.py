from manim import *

class WrongMethod(Scene):
    def construct(self):
        text = Text("Counting up")
        self.play(Write(text))
        text.set_fontsize(60)
        number = Integer(0).next_to(text, DOWN)
        self.add(number)
        for n in range(1, 4):
            self.play(number.animate.set_number(n))
        number.highlight(YELLOW)
        self.play(text.animate.fade_to_color(RED))
        self.play(FadeOut(text), FadeOut(number))
