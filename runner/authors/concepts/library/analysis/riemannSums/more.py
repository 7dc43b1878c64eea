from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO, and how many rectangles stand under it.
CURVE_F = lambda x: x**2
CURVE_NAME = "x²"
CURVE_TO = 2
CURVE_TOP = 4
RECTANGLES = 4


class More(ProofreelScene):
    def construct(self):
        self.title("More and thinner")
        self.split()
        plot = self.plot((0, CURVE_TO * 1.15), (0, CURVE_TOP * 1.15))
        curve = plot.curve(CURVE_F, "blue")
        bars = rectangles(plot, CURVE_F, (0, CURVE_TO), RECTANGLES, role="yellow")
        rows = [self.row(RECTANGLES, 0)]
        self.show(FadeIn(curve), FadeIn(bars), FadeIn(rows[0]), seconds=0.8)
        for place, (name, factor) in enumerate((("double", 2), ("again", 4), ("many", 0)), start=1):
            count = RECTANGLES * factor or 40
            cue(name)
            finer = rectangles(plot, CURVE_F, (0, CURVE_TO), count, role="yellow")
            row = self.row(count, place)
            self.show(
                FadeOut(bars), FadeIn(finer), rows[-1].animate.set_color(MUTED), FadeIn(row, shift=DOWN * 0.2), seconds=1.4
            )
            bars = finer
            rows.append(row)
        self.wait(0.5)

    def row(self, count, place):
        total = riemann_sum(CURVE_F, (0, CURVE_TO), count)
        number, value = words(f"{count} rectangles", BODY_SIZE), words(f"{total:.4f}", BODY_SIZE + 4, "yellow")
        number.move_to([self.left, 1.6 - 0.85 * place, 0], aligned_edge=LEFT)
        value.move_to([self.right - 0.4, number.get_y(), 0], aligned_edge=RIGHT)
        return VGroup(number, value)
