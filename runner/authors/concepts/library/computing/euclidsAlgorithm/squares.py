from manim import *
from proofreel import *

PAIR = [48, 18]


class Squares(ProofreelScene):
    """The largest squares are cut off until nothing is left."""

    def construct(self):
        self.title("Cut off squares")
        floor, unit = floor_of(PAIR, 10.4)
        steps = squares_of(PAIR, floor, unit)
        counts = divisions(PAIR)
        self.show(FadeIn(floor), FadeIn(sides(floor, PAIR)), seconds=0.7)
        cue("first")
        self.cut(steps[0], counts[0][1], unit, fitted(1.8)[0])
        cue("rest")
        middle = list(zip(steps[1:-1], counts[1:-1]))
        for (step, (_, side, _, _)), seconds in zip(middle, fitted(*[1.6] * max(1, len(middle)))):
            self.cut(step, side, unit, seconds)
        cue("last", 2)
        if len(steps) > 1:
            self.cut(steps[-1], counts[-1][1], unit, fitted(1.6)[0])
        self.show(LaggedStart(*[Indicate(square, color=None, scale_factor=1.1) for square in steps[-1]], lag_ratio=0.3), FadeIn(words(f"side {counts[-1][1]}", 32, "yellow").move_to([5.0, 2.7, 0])), seconds=1.2)

    def cut(self, step, side, unit, seconds):
        """Squares of one size; each says its side where there is room."""
        labels = [words(str(side), min(30, 60 * side * unit)).move_to(square) for square in step if side * unit > 0.45]
        self.play(LaggedStart(*[FadeIn(square, scale=0.7) for square in step], lag_ratio=0.4), *[FadeIn(label) for label in labels], run_time=seconds)


ROLES = ["blue", "green", "yellow", "red", "blue", "green"]


def floor_of(pair, width=11.0, height=3.7, y=-0.2):
    """The rectangle and the length of one unit."""
    long, wide = max(pair), min(pair)
    unit = min(width / long, height / wide)
    return Rectangle(width=long * unit, height=wide * unit, color=MUTED, stroke_width=4).move_to([0, y, 0]), unit


def squares_of(pair, floor, unit):
    """Squares in the order in which they are cut off, a list to each division."""
    x, y, width, height = 0, 0, max(pair), min(pair)
    steps = []
    while width and height:
        side = min(width, height)
        step = VGroup()
        for _ in range(max(width, height) // side):
            square = Square(side * unit, stroke_width=3, color=colour(ROLES[len(steps)]), fill_color=colour(ROLES[len(steps)]), fill_opacity=0.3)
            step.add(square.move_to(floor.get_corner(DL) + np.array([(x + side / 2) * unit, (y + side / 2) * unit, 0])))
            if width >= height:
                x, width = x + side, width - side
            else:
                y, height = y + side, height - side
        steps.append(step)
    return steps


def sides(floor, pair):
    long, wide = max(pair), min(pair)
    return VGroup(words(str(long), 30).next_to(floor, DOWN, buff=0.2), words(str(wide), 30).next_to(floor, LEFT, buff=0.25))


def divisions(pair):
    one, other, steps = max(pair), min(pair), []
    while other:
        steps.append((one, other, one // other, one % other))
        one, other = other, one % other
    return steps
