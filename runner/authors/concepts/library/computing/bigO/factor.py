from manim import *
from proofreel import *


class Factor(ProofreelScene):
    """A line with a large factor against a square."""

    def construct(self):
        self.title("Factors don't matter in the end")
        plot = Plot((0, 40), (0, 1000), 8.6, 4.5).move_to([-1.2, -0.3, 0])
        line, square = plot.curve(lambda n: 20 * n, "blue"), plot.curve(lambda n: n * n, "red")
        tags = [words("20 n", 30, "blue").next_to(plot.axes.c2p(40, 800), RIGHT, buff=0.2), words("n²", 30, "red").next_to(plot.axes.c2p(31.6, 1000), RIGHT, buff=0.2)]
        self.show(FadeIn(plot), Create(line), Create(square), *[FadeIn(tag) for tag in tags], seconds=1.5)
        cue("start")
        self.show(FadeIn(plot.area(lambda n: 20 * n, (0, 20), "green")), seconds=1.0)
        cue("cross")
        dot = plot.dot((20, 400))
        self.show(FadeIn(dot, scale=3), Create(plot.vertical(20)), FadeIn(words("n = 20", 28, "yellow").next_to(dot, UP + LEFT, buff=0.15)), seconds=1.0)
        cue("after")
        runner = Dot(plot.axes.c2p(20, 400), radius=0.1, color=colour("blue"))
        other = Dot(plot.axes.c2p(20, 400), radius=0.1, color=colour("red"))
        steep = VMobject().set_points_as_corners([plot.axes.c2p(n, n * n) for n in np.linspace(20, 31.6, 30)])
        self.show(MoveAlongPath(runner, Line(plot.axes.c2p(20, 400), plot.axes.c2p(31.6, 632))), MoveAlongPath(other, steep), seconds=2.0)
        cue("name")
        names = VGroup(words("O(n)", 40, "blue"), words("O(n²)", 40, "red")).arrange(DOWN, buff=0.4).move_to([5.3, -1.4, 0])
        self.show(FadeIn(names, shift=LEFT * 0.2), seconds=0.8)
