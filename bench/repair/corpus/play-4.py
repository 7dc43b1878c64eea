from manim import *

class AddAnimations(Scene):
    def construct(self):
        title = Text("Binary search").to_edge(UP)
        self.add(Write(title))
        cells = VGroup(*[Square(side_length=0.7) for _ in range(8)]).arrange(RIGHT, buff=0.05)
        values = VGroup(*[Text(str(3 * i + 1), font_size=24).move_to(c) for i, c in enumerate(cells)])
        self.play(Create(cells), Write(values))
        low, high = 0, 7
        while low <= high:
            mid = (low + high) // 2
            self.play(cells[mid].set_fill(YELLOW, 0.4))
            if 3 * mid + 1 == 16:
                self.play(Flash(cells[mid]))
                break
            low = mid + 1
        self.play(FadeOut([cells, values]))
