from manim import *

class LostAnimation(Scene):
    def construct(self):
        s = Square()
        self.play(Create(s))
        self.play(s.animate.shift(2 * UP), s.animate.set_color(RED))
        self.play(s.animate.rotate(PI / 4), duration=3)
        t = Text("first")
        self.play(Write(t))
        u = Text("second")
        self.play(Transform(t, u))
        self.play(FadeOut(u))
        self.wait()
