from manim import *

class LambdaArity(Scene):
    def construct(self):
        dot = Dot()
        dot.add_updater(lambda: dot.shift(0.01 * RIGHT))
        self.play(FadeIn(dot))
        self.wait(1)
        line = always_redraw(lambda m: Line(ORIGIN, dot.get_center()))
        self.add(line)
        self.wait(1)
        self.play(FadeOut(dot))
