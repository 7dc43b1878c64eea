from manim import *
from proofreel import *

VALUES = [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85]
TARGET = 23


class Middle(ProofreelScene):
    """One look, half of the list."""

    def construct(self):
        values = sorted(VALUES)
        last = len(values) - 1
        middle = last // 2
        self.title("Look in the middle")
        cells = Cells(["?"] * len(values)).move_to([0, 0.3, 0])
        for text in cells.texts:
            text.set_color(MUTED)
        order = VGroup(words("small", 26, "muted"), Arrow(LEFT * 3, RIGHT * 3, color=MUTED, stroke_width=3, buff=0, tip_length=0.2), words("large", 26, "muted"))
        order.arrange(RIGHT, buff=0.3).next_to(cells, DOWN, buff=0.35)
        cue("row", 2)
        self.show(*cells.appear(), seconds=1.2)
        self.show(FadeIn(order[0]), GrowArrow(order[1]), FadeIn(order[2]), seconds=0.8)

        cue("look", 2)
        pointer = Pointer("middle", cells.rows[middle])
        self.show(FadeIn(pointer, shift=DOWN * 0.2), seconds=0.5)
        self.show(*cells.write(middle, values[middle]), seconds=0.7)

        cue("verdict")
        value = values[middle]
        sign, role = ("=", "green") if value == TARGET else ("<", "red") if value < TARGET else (">", "red")
        verdict = VGroup(words(str(value), 40), words(sign, 40, role), words(str(TARGET), 40, "yellow")).arrange(RIGHT, buff=0.3)
        self.show(FadeIn(verdict.move_to([0, -2.3, 0]), shift=UP * 0.2), cells.boxes[middle].animate.set_stroke(colour(role), 4), seconds=0.8)

        cue("gone", 2)
        gone = [] if value == TARGET else range(middle + 1) if value < TARGET else range(middle, last + 1)
        left = (middle + 1, last) if value < TARGET else (0, middle - 1) if value > TARGET else (middle, middle)
        if gone:
            self.show(*cells.shade(gone), FadeOut(pointer), FadeOut(order), seconds=1.0)
        else:
            self.show(*cells.paint(middle, "green"), FadeOut(order), seconds=1.0)
        if left[0] <= left[1]:
            span = cells.span(*left, f"still possible: {left[1] - left[0] + 1}" if gone else "found")
            self.show(FadeIn(span, shift=UP * 0.1), seconds=0.7)
