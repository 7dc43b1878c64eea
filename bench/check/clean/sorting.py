from manim import *


class Sorting(Scene):
    """Bars with numbers that change places."""

    def construct(self):
        values = [5, 2, 4, 1, 3]
        bars = VGroup()
        for index, value in enumerate(values):
            bar = Rectangle(width=1, height=value * 0.8, fill_color=BLUE_D, fill_opacity=1, stroke_width=1)
            bar.move_to([(index - 2) * 1.4, -2.5, 0], aligned_edge=DOWN)
            bars.add(VGroup(bar, Text(str(value), font_size=30).next_to(bar, UP, buff=0.12)))
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.1))
        order = list(bars)
        for end in range(len(order) - 1, 0, -1):
            for place in range(end):
                if values[place] > values[place + 1]:
                    one, other = order[place], order[place + 1]
                    self.play(one.animate.shift(1.4 * RIGHT), other.animate.shift(1.4 * LEFT), run_time=0.3)
                    order[place], order[place + 1] = other, one
                    values[place], values[place + 1] = values[place + 1], values[place]
        self.play(bars.animate.set_color(GREEN))
        self.wait(0.5)
