Sure! First install Manim, then save this file.

from manim import *

class Hello(Scene):
    def construct(self):
        hello = Text("Hello, world!")
        self.play(Write(hello))
        self.play(hello.animate.scale(1.5))
        self.play(FadeOut(hello))

You can render it with manim -pql hello.py Hello to see the result.
