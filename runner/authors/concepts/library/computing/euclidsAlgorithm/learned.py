from manim import *
from proofreel import *

PAIR = [48, 18]


class Learned(ProofreelScene):
    """All squares once more."""

    def construct(self):
        self.title("What we learned")
        floor, unit = floor_of(PAIR, 10.4, 3.3, 0.25)
        self.show(FadeIn(floor), seconds=0.5)
        cue("picture")
        steps = squares_of(PAIR, floor, unit)
        for step, seconds in zip(steps, fitted(*[1.0] * len(steps))):
            self.play(LaggedStart(*[FadeIn(square, scale=0.7) for square in step], lag_ratio=0.4), run_time=seconds)
        cue("sentence")
        self.show(FadeIn(conclusion("Divide, go on with divisor and remainder: the last divisor is the greatest."), shift=UP * 0.2), seconds=0.8)


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
