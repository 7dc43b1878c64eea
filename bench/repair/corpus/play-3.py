from manim import *

class EmptyPlay(Scene):
    def construct(self):
        words = ["alpha", "beta", "gamma"]
        texts = VGroup(*[Text(w) for w in words]).arrange(DOWN)
        self.play(*[Write(t) for t in texts])
        long_words = [t for t in texts if len(t) > 9]
        self.play(*[Indicate(t) for t in long_words])
        self.play(texts.animate.set_color(BLUE), run_time=0)
        self.play(UpdateFromAlphaFunc(texts[0], lambda m: m.set_opacity(0.5)))
        self.wait(-1)
        self.play(FadeOut(texts))
