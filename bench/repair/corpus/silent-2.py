from manim import *

class LongText(Scene):
    def construct(self):
        t = Text("This sentence is much too long to fit on the screen at its usual size, and so it runs out of the frame on both sides", font_size=48)
        self.play(Write(t))
        v = ValueTracker(0)
        d = Dot([v.get_value(), 0, 0])
        self.play(FadeIn(d))
        self.play(v.animate.set_value(3))
        c = Circle().to_edge(ORIGIN)
        self.play(Create(c))
