from manim import *
from proofreel import *

# Which wave: square, sawtooth or triangle.
WAVE = "square"

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


def exact(t):
    turn = (t + PI) % TAU - PI
    if WAVE == "square":
        return 1.0 if turn >= 0 else -1.0
    return turn / PI if WAVE == "sawtooth" else 1 - abs(abs(2 * turn / PI) - 1) if turn >= 0 else abs(abs(2 * turn / PI) - 1) - 1


class Question(ProofreelScene):
    def construct(self):
        self.title("Corners out of curves?")
        plot = self.axes(1.0)
        corners = VMobject(color=colour("yellow"), stroke_width=5)
        corners.set_points_as_corners([plot.c2p(t, exact(t)) for t in np.linspace(0.001, 4 * PI, 1600)])
        self.show(Create(corners), seconds=1.2)
        cue("smooth")
        below = self.axes(-1.55)
        sine = below.plot(np.sin, x_range=[0, 4 * PI], color=colour("blue"), stroke_width=5)
        self.show(Create(sine), seconds=1.6)
        cue("claim", 2)
        waves = VGroup(*[
            below.plot(lambda t, k=k: RADIUS(k) * np.sin(k * t), x_range=[0, 4 * PI, 0.02], color=colour("blue"), stroke_width=3)
            for k, _ in circles(4)
        ])
        self.show(ReplacementTransform(sine, waves), seconds=1.2)
        total = plot.plot(wave(4), x_range=[0, 4 * PI, 0.02], color=colour("green"), stroke_width=4)
        self.show(TransformFromCopy(waves, total), seconds=1.6)
        cue("really")
        mark = words("?", 60, "yellow").move_to([6.3, 1.0, 0])
        self.show(FadeIn(mark, scale=0.5), seconds=0.5)
        self.wait(0.5)

    def axes(self, y):
        axes = Axes(x_range=[0, 4 * PI, PI], y_range=[-1.4, 1.4, 1], x_length=11.5, y_length=2.1, tips=False, axis_config={"color": MUTED, "stroke_width": 2, "include_ticks": False})
        axes.move_to([-0.4, y, 0])
        self.add(axes)
        return axes
