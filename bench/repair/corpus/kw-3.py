from manim import *

class TextStyles(Scene):
    def construct(self):
        lines = VGroup(
            Text("Bold", bold=True, font_size=40),
            Text("Italic", italic=True, font_size=40),
            Text("Wide", letter_spacing=4, font_size=40),
            Text("A centred\nparagraph", alignment="center", font_size=30),
            Text("limited in width", max_width=4),
        ).arrange(DOWN, align=LEFT)
        for line in lines:
            self.play(Write(line), run_time=0.7)
        self.play(FadeOut(lines))
