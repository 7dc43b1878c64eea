from manim import *

class Wait(Scene):
    def construct(self):
        self.camera.background_color = "#101820"
        text = Text("A pause says more")
        self.add(text)
        self.wait(2)
        self.play(text.animate.set_opacity(0.2))
