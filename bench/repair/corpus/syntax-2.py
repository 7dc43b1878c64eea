from manim import *

class Quotes(Scene):
    def construct(self):
        quote = Text(“Imagination is more important than knowledge”, font_size=30)
        self.play(Write(quote))
        author = Text("— a physicist", font_size=24).next_to(quote, DOWN)
        self.play(FadeIn(author))
        if True
            self.play(quote.animate.set_color(BLUE))
        self.play(FadeOut(quote), FadeOut(author))
