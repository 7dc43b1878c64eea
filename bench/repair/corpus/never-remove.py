from manim import *

class Magic(Scene):
    def construct(self):
        hat = Rectangle(width=2, height=1.5, color=GREY, fill_opacity=1)
        rabbit = Circle(radius=0.4, color=WHITE, fill_opacity=1)
        self.play(FadeIn(hat), FadeIn(rabbit))
        self.play(rabbit.animate.shift(UP * 1.5))
        self.play(Remove(rabbit))
        self.play(ZoomIn(Text("Gone!").shift(2 * UP)))
        t = TransformMatchingText(Text("here"), Text("there"))
        self.play(t)
        self.wait()
