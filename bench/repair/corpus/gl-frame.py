from manimlib import *

class ZoomOnDot(Scene):
    def construct(self):
        frame = self.camera.frame
        dots = VGroup(*[Dot(point=[x, 0, 0]) for x in range(-4, 5)])
        self.play(LaggedStartMap(FadeIn, dots))
        self.play(self.frame.animate.scale(0.4).move_to(dots[6]))
        label = Text("x = 2").scale(0.4).next_to(dots[6], UP, buff=0.1)
        self.play(Write(label))
        self.play(self.frame.animate.scale(2.5).move_to(ORIGIN))
        self.wait()
