from manim import *

class Opening(Scene):
    def construct(self):
        title = Text("What is a prime number?", font_size=44)
        self.play(Write(title))
        self.play(title.animate.to_edge(UP))
        primes = VGroup(*[Text(str(p)) for p in (2, 3, 5, 7, 11)]).arrange(RIGHT, buff=0.7)
        self.play(LaggedStart(*[FadeIn(p, shift=UP) for p in primes], lag_ratio=0.2))
        self.play(primes.animate.set_color(YELLOW))
        self.wait()
