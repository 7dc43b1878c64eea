from manim import *

class TextChange(Scene):
    def construct(self):
        label = Text("Step 1").to_edge(UP)
        self.play(Write(label))
        label.set_text("Step 2")
        self.play(Indicate(label))
        group = VGroup(Square(), Circle(), Triangle()).arrange(RIGHT)
        self.play(Create(group))
        self.play(FadeOut(group[0]))
        self.play(FadeOut(group))
