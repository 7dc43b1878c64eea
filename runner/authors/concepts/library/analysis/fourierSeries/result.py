from manim import *
from proofreel import *

# Which wave: square, sawtooth or triangle.
WAVE = "square"
CIRCLES = 5

# The wave's circles: radius by speed.
RADIUS = {
    "square": lambda n: 4 / (np.pi * n) if n % 2 else 0.0,
    "sawtooth": lambda n: 2 / (np.pi * n) * (-1) ** (n + 1),
    "triangle": lambda n: 8 / (np.pi * n) ** 2 * (-1) ** ((n - 1) // 2) if n % 2 else 0.0,
}[WAVE]


def circles(count):
    """Speed and radius of the first `count` circles."""
    return [(n, RADIUS(n)) for n in range(1, 3 * count + 2) if RADIUS(n)][:count]


def wave(count):
    return lambda t: sum(radius * np.sin(speed * t) for speed, radius in circles(count))


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        axes = Axes(x_range=[0, 4 * PI, PI], y_range=[-1.5, 1.5, 1], x_length=12, y_length=3.4, tips=False, axis_config={"color": MUTED, "stroke_width": 2, "include_ticks": False})
        axes.move_to([0, 0.1, 0])
        counts = (1, 2, CIRCLES, 30)
        graph = self.graph(axes, counts[0])
        name = self.name(counts[0])
        self.show(FadeIn(axes), FadeIn(graph), FadeIn(name), seconds=0.6)
        for key, part in (("sum", counts[1:3]), ("more", counts[3:])):
            cue(key, len(part))
            for count in part:
                after = self.name(count)
                self.show(Transform(graph, self.graph(axes, count)), FadeOut(name), FadeIn(after), seconds=1.5)
                name = after
        self.wait(0.5)

    def graph(self, axes, count):
        curve = VMobject(color=colour("yellow"), stroke_width=5)
        heights = wave(count)
        curve.set_points_as_corners([axes.c2p(t, heights(t)) for t in np.linspace(0, 4 * PI, 900)])
        return curve

    def name(self, count):
        return words(f"{count} sine" + ("s" if count > 1 else ""), 30, "yellow").move_to([0, -2.3, 0])
