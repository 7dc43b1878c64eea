from manim import *

class PieSlices(Scene):
    def construct(self):
        shares = [0.5, 0.3, 0.2]
        start = 0
        slices = VGroup()
        for share, color in zip(shares, [RED, GREEN, BLUE]):
            s = Sector(outer_radius=2, angle=share * TAU, start_angle=start, fill_color=color, fill_opacity=0.8)
            slices.add(s)
            start += share * TAU
        for s in slices:
            self.play(Create(s))
        circle = Circle(diameter=4.4, stroke=WHITE, line_width=2)
        self.play(Create(circle))
        self.play(Rotating(slices, radians=PI, run_time=2))
        self.wait()
