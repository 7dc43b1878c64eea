# expects: text_on_lines
from manim import *


class EdgesThroughNames(Scene):
    """Lines of a network end in the middle of the names."""

    def construct(self):
        names = [Text(word, font_size=34).move_to(place) for word, place in (("server", 2 * UP), ("reader", [-3, -1.5, 0]), ("writer", [3, -1.5, 0]))]
        lines = [Line(names[a].get_center(), names[b].get_center(), color=GRAY_B) for a, b in ((0, 1), (0, 2), (1, 2))]
        self.play(*[Create(line) for line in lines])
        self.play(*[FadeIn(name) for name in names])
        self.wait()
