from manim import *


class CodeListing(Scene):
    """A listing with line numbers and a bar that marks a line."""

    def construct(self):
        source = """def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

print(gcd(48, 18))"""
        code = Code(code_string=source, language="python", add_line_numbers=True, background="window")
        self.play(FadeIn(code))
        lines = code.code_lines
        bar = SurroundingRectangle(lines[2], color=YELLOW, fill_opacity=0.2, buff=0.08)
        self.play(FadeIn(bar))
        self.wait(0.5)
        note = Text("the remainder takes the smaller place", font_size=28).to_edge(DOWN)
        self.play(FadeIn(note))
        self.wait()
