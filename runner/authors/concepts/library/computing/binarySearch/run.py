from manim import *
from proofreel import *

VALUES = [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85]
TARGET = 23


class Run(ProofreelScene):
    """The search on the whole list."""

    def construct(self):
        values = sorted(VALUES)
        low, high = 0, len(values) - 1
        self.title("And again")
        wanted = VGroup(words("wanted", 26, "muted"), words(str(TARGET), 40, "yellow")).arrange(RIGHT, buff=0.3)
        cells = Cells(values).move_to([0, 0.1, 0])
        cue("row")
        self.show(*cells.appear(), FadeIn(wanted.move_to([5.2, 3.1, 0])), seconds=1.2)

        span, pointer, looks, found = None, None, 0, False
        remark = Remark(-2.3)
        while low <= high and not found:
            middle = (low + high) // 2
            cue(f"look{looks}", 2)
            looks += 1
            now = cells.span(low, high, f"possible: {high - low + 1}")
            moves = [FadeIn(now)] if span is None else [FadeOut(span), FadeIn(now)]
            span = now
            if pointer is None:
                pointer = Pointer("middle", cells.rows[middle])
                moves.append(FadeIn(pointer, shift=DOWN * 0.2))
            else:
                moves.append(pointer.to(cells.rows[middle]))
            self.show(*moves, *remark.leave(), cells.boxes[middle].animate.set_stroke(colour("yellow"), 4), seconds=0.9)
            value = values[middle]
            found = value == TARGET
            if found:
                self.show(*cells.paint(middle, "green"), *remark.say(f"{value} = {TARGET}: found", "green"), seconds=0.9)
            elif value < TARGET:
                self.show(*cells.shade(range(low, middle + 1)), *remark.say(f"{value} < {TARGET}: go right", "red"), seconds=0.9)
                low = middle + 1
            else:
                self.show(*cells.shade(range(middle, high + 1)), *remark.say(f"{value} > {TARGET}: go left", "red"), seconds=0.9)
                high = middle - 1

        cue("end")
        if found:
            self.show(Indicate(cells.rows[middle], color=colour("green"), scale_factor=1.2), *remark.say(f"found at index {middle}, after {looks} looks", "green"), seconds=0.7)
        else:
            self.show(FadeOut(span), FadeOut(pointer), *remark.say(f"not in the list, after {looks} looks", "yellow"), seconds=0.7)
