from manim import *
from proofreel import *


class Growth(ProofreelScene):
    """Calls over n, without and with the notebook."""

    def construct(self):
        self.title("What it saves")
        numbers = [0, 1]
        while len(numbers) < 13:
            numbers.append(numbers[-1] + numbers[-2])
        plain = [2 * numbers[n + 1] - 1 for n in range(12)]
        plot = Plot((0, 11), (0, 160), 8.4, 4.4).move_to([-1.4, -0.3, 0])
        across = words("n", 26, "muted").next_to(plot.axes.c2p(11, 0), RIGHT, buff=0.2)
        up = words("calls", 26, "muted").next_to(plot.axes.c2p(0, 160), RIGHT, buff=0.25)
        cue("axes")
        self.show(FadeIn(plot), FadeIn(across), FadeIn(up), seconds=0.8)
        for values, role, told, at in ((plain, "red", "without", (9.2, 130)), ([1, *[2 * n - 1 for n in range(1, 12)]], "green", "with notes", (11, 36))):
            places = [plot.axes.c2p(n, value) for n, value in enumerate(values) if value <= 160]
            line = VMobject(color=colour(role), stroke_width=4).set_points_as_corners(places)
            dots = VGroup(*[Dot(place, radius=0.08, color=colour(role)) for place in places])
            label = words(told, 26, role).move_to(plot.axes.c2p(*at), aligned_edge=RIGHT)
            cue({"red": "plain", "green": "memo"}[role])
            self.show(Create(line), LaggedStart(*[FadeIn(dot, scale=0.3) for dot in dots], lag_ratio=0.3), FadeIn(label), seconds=2.0)
        cue("forty")
        facts = VGroup(words("n = 40", 32), words("331 160 281", 32, "red"), words("79", 44, "green")).arrange(DOWN, buff=0.35).move_to([5.2, 0.6, 0])
        self.show(FadeIn(facts, shift=UP * 0.2), seconds=0.9)
