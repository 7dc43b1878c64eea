from manim import *

class ZoomIn2(Scene):
    def construct(self):
        text = Text("Tiny detail", font_size=12)
        big = Circle(radius=3)
        self.play(Create(big), Write(text))
        self.play(self.camera.frame.animate.set_width(3).move_to(text))
        self.wait()
        self.play(self.camera.frame.animate.set_width(14))
        self.wait()
