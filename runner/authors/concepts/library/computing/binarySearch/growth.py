from manim import *
from proofreel import *


class Growth(ProofreelScene):
    """Both searches over the length of the list."""

    def construct(self):
        self.title("A million numbers")
        plot = Plot((0, 64), (0, 64), 8.2, 4.5).move_to([-1.4, -0.25, 0])
        across = words("numbers in the list", 24, "muted").next_to(plot.axes.c2p(64, 0), RIGHT, buff=0.2)
        up = words("looks at most", 24, "muted").next_to(plot.axes.c2p(0, 64), RIGHT, buff=0.25)
        cue("axes")
        self.show(FadeIn(plot), FadeIn(across), FadeIn(up), seconds=0.8)
        cue("linear")
        line = plot.curve(lambda n: n, "red")
        self.show(Create(line), FadeIn(words("one by one", 26, "red").next_to(plot.axes.c2p(52, 54), LEFT, buff=0.3)), seconds=1.5)
        cue("binary")
        steps = VMobject(color=colour("green"), stroke_width=5)
        corners = [plot.axes.c2p(n, int(np.log2(n)) + 1) for n in range(1, 65)]
        steps.set_points_as_corners(corners)
        self.show(Create(steps), FadeIn(words("halving", 26, "green").next_to(plot.axes.c2p(40, 7), UP, buff=0.3)), seconds=1.5)
        cue("double")
        dots = VGroup(*[Dot(plot.axes.c2p(n, int(np.log2(n)) + 1), radius=0.09, color=colour("yellow")) for n in (4, 8, 16, 32, 64)])
        self.show(LaggedStart(*[FadeIn(dot, scale=2) for dot in dots], lag_ratio=0.5), seconds=2.0)
        cue("million")
        facts = VGroup(words("1 000 000", 36), words("numbers", 26, "muted"), words("20", 56, "green"), words("looks", 26, "muted"))
        facts.arrange(DOWN, buff=0.22).move_to([5.2, 0.7, 0])
        self.show(FadeIn(facts, shift=UP * 0.2), seconds=0.9)
