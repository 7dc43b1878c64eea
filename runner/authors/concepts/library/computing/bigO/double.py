from manim import *
from proofreel import *

SIZE = 6


class Double(ProofreelScene):
    """The row twice, the square four times, the halvings once more."""

    def construct(self):
        self.title("Twice as many items")
        gap = 0.2 if SIZE > 6 else 0.24
        small, left = gap * 0.36, -5.9

        def dots(columns, rows, x, y, role):
            return VGroup(*[Dot([x + at * gap, y - line * gap, 0], radius=small, color=colour(role)) for line in range(rows) for at in range(columns)])

        row, square = dots(SIZE, 1, left, 1.5, "blue"), dots(SIZE, SIZE, left + 5.0, 1.5, "red")
        levels = SIZE.bit_length()
        stairs = VGroup(*[Rectangle(width=2.4 / 2**at, height=0.24, stroke_width=0, fill_color=colour("green"), fill_opacity=0.85).move_to([3.4, 1.5 - at * 0.36, 0], aligned_edge=LEFT) for at in range(levels)])
        names = [words(text, 26, role).move_to([x, 2.05, 0], aligned_edge=LEFT) for text, role, x in (("a loop", "blue", left - 0.1), ("a loop in a loop", "red", left + 4.9), ("halving", "green", 3.3))]
        self.show(*[FadeIn(part) for part in (row, square, stairs, *names)], seconds=0.8)
        cue("row", 2)
        self.show(TransformFromCopy(row, dots(SIZE, 1, left + SIZE * gap, 1.5, "yellow")), seconds=1.2)
        self.show(FadeIn(words("× 2", 44, "yellow").move_to([left + SIZE * gap, -2.1, 0])), seconds=0.5)
        cue("square", 2)
        copies = [dots(SIZE, SIZE, left + 5.0 + x * SIZE * gap, 1.5 - y * SIZE * gap, "yellow") for x, y in ((1, 0), (0, 1), (1, 1))]
        self.show(*[TransformFromCopy(square, copy) for copy in copies], seconds=1.4)
        self.show(FadeIn(words("× 4", 44, "yellow").move_to([left + 5.0 + SIZE * gap, -2.5, 0])), seconds=0.5)
        cue("halving", 2)
        more = Rectangle(width=2.4, height=0.24, stroke_width=0, fill_color=colour("yellow"), fill_opacity=0.9).move_to([3.4, 1.5, 0], aligned_edge=LEFT)
        self.show(stairs.animate.shift(DOWN * 0.36).stretch(0.5, 0, about_edge=LEFT), FadeIn(more), seconds=1.4)
        self.show(FadeIn(words("+ 1", 44, "yellow").move_to([4.5, -2.1, 0])), seconds=0.5)
