from manim import *
from proofreel import *

# The curve y = CURVE_F(x) from 0 to CURVE_TO, and how many rectangles stand under it.
CURVE_F = lambda x: x**2
CURVE_TO = 2
RECTANGLES = 4


class Error(ProofreelScene):
    def construct(self):
        self.title("What is wrong with it")
        # The rectangle over which the curve changes most, from near by; not the first, left of which there may be no curve.
        width = CURVE_TO / RECTANGLES
        left = width * max(range(1, RECTANGLES), key=lambda k: abs(CURVE_F((k + 1) * width) - CURVE_F(k * width)))
        middle = left + width / 2
        heights = [CURVE_F(left - 0.3 * width), CURVE_F(left + 1.3 * width)]
        low, high = min(heights), max(heights)
        pad = (high - low) * 0.35 + 0.05
        plot = Plot((left - 0.3 * width, left + 1.3 * width), (low - pad, high + pad), 9, 4.6)
        floor = low - pad
        curve = plot.curve(CURVE_F, "blue")
        half = ValueTracker(width / 2)

        def corner(side):
            """Between the rectangle's roof and the curve, left (-1) or right (1) of the middle."""
            edge = middle + side * half.get_value()
            xs = np.linspace(middle, edge, 30)
            roof = CURVE_F(middle)
            points = [plot.axes.c2p(x, CURVE_F(x)) for x in xs]
            over = CURVE_F(edge) < roof
            paint = colour("red" if over else "green")
            return Polygon(*points, plot.axes.c2p(edge, roof), color=paint, fill_opacity=0.6, stroke_width=0)

        def bar():
            x0, x1 = middle - half.get_value(), middle + half.get_value()
            roof = CURVE_F(middle)
            corners = [plot.axes.c2p(*at) for at in ((x0, floor), (x0, roof), (x1, roof), (x1, floor))]
            return Polygon(*corners, color=colour("yellow"), fill_opacity=0.2, stroke_width=3)

        group = VGroup(curve, bar()).move_to([0, (TITLE_BOTTOM + BOTTOM_EDGE) / 2, 0])
        shift = group[0].get_center() - plot.curve(CURVE_F, "blue").get_center()
        plot.shift(shift)
        shape = always_redraw(bar)
        self.play(Create(curve), FadeIn(shape), run_time=0.8)
        first, second = (-1, 1) if CURVE_F(left) < CURVE_F(middle) else (1, -1)
        corners = {side: always_redraw(lambda side=side: corner(side)) for side in (-1, 1)}
        cue("over")
        too_much = words("too much", BODY_SIZE, "red").next_to(corners[first], UP if first < 0 else UP, buff=0.3)
        self.show(FadeIn(corners[first]), FadeIn(too_much))
        cue("under")
        too_little = words("too little", BODY_SIZE, "green").next_to(corners[second], DOWN, buff=0.3)
        self.show(FadeIn(corners[second]), FadeIn(too_little))
        cue("narrow")
        self.show(half.animate.set_value(width / 8), FadeOut(too_much), FadeOut(too_little), seconds=3.5)
        self.wait(0.5)
