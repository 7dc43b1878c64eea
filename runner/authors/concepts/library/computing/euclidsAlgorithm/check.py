from manim import *
from proofreel import *

PAIR = [48, 18]


class Check(ProofreelScene):
    """The whole floor in tiles of one size."""

    def construct(self):
        self.title("The floor is covered")
        floor, unit = floor_of(PAIR, 10.4)
        side = divisions(PAIR)[-1][1] * unit
        long, wide = round(floor.width / side), round(floor.height / side)
        corner = floor.get_corner(DL)
        self.show(FadeIn(floor), FadeIn(sides(floor, PAIR)), seconds=0.7)
        cue("tiles")
        rows = [Rectangle(width=floor.width, height=side, stroke_width=0, fill_color=colour("yellow" if row % 2 else "blue"), fill_opacity=0.25).move_to(corner + np.array([floor.width / 2, (row + 0.5) * side, 0])) for row in range(wide)]
        lines = [Line(corner + np.array([at * side, 0, 0]), corner + np.array([at * side, floor.height, 0]), color=BACKGROUND, stroke_width=3 if side > 0.2 else 1) for at in range(1, long)]
        self.show(LaggedStart(*[FadeIn(row) for row in rows], lag_ratio=0.3), LaggedStart(*[Create(line) for line in lines], lag_ratio=0.1), seconds=2.2)
        cue("fit")
        self.show(floor.animate.set_stroke(colour("green"), 6), seconds=0.8)
        cue("count")
        told = words(f"{long} · {wide} = {long * wide} tiles", 34, "green").move_to([0, 2.15, 0])
        self.show(FadeIn(told, shift=DOWN * 0.2), seconds=0.8)


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
