from manim import *
from proofreel import *

PAIR = [48, 18]


class Numbers(ProofreelScene):
    """The divisions, one under the other."""

    def construct(self):
        self.title("The same in numbers")
        steps = divisions(PAIR)
        gap = min(0.85, 3.8 / len(steps))
        rows = []
        for at, (one, other, times, rest) in enumerate(steps):
            parts = [words(text, 38, role) for text, role in ((str(one), "blue"), ("=", "ink"), (str(times), "ink"), ("·", "ink"), (str(other), "yellow"), ("+", "ink"), (str(rest), "green"))]
            for part, x in zip(parts, (-2.6, -1.7, -1.0, -0.4, 0.4, 1.3, 2.1)):
                part.move_to([x, 1.6 - at * gap, 0])
            rows.append(VGroup(*parts))
        cue("lines")
        for at, (row, seconds) in enumerate(zip(rows, fitted(*[1.5] * len(rows)))):
            if at:
                before = rows[at - 1]
                self.play(TransformFromCopy(before[4], row[0]), TransformFromCopy(before[6], row[4]), FadeIn(VGroup(row[1], row[2], row[3], row[5], row[6])), run_time=seconds)
            else:
                self.play(FadeIn(row, shift=UP * 0.2), run_time=seconds)
        cue("zero")
        self.show(Indicate(rows[-1][6], color=colour("red"), scale_factor=1.4), seconds=0.8)
        cue("result")
        box = SurroundingRectangle(rows[-1][4], color=colour("yellow"), buff=0.14, corner_radius=0.1)
        told = words(f"gcd({max(PAIR)}, {min(PAIR)}) = {steps[-1][1]}", 36, "yellow").move_to([0, -2.5, 0])
        self.show(Create(box), FadeIn(told, shift=UP * 0.2), seconds=0.9)


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
