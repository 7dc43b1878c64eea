from manim import *
from proofreel import *

PAIR = [48, 18]


class Question(ProofreelScene):
    """A floor to be covered."""

    def construct(self):
        self.title("The largest square tile")
        floor, unit = floor_of(PAIR, 10.4)
        cue("floor")
        self.show(Create(floor), FadeIn(sides(floor, PAIR)), seconds=1.2)
        side = min(PAIR)
        tile = Square(side * unit, color=colour("yellow"), stroke_width=3, fill_color=colour("yellow"), fill_opacity=0.3)
        corner = floor.get_corner(DL)
        tile.move_to(corner, aligned_edge=DL)
        cue("tile", 2)
        self.show(FadeIn(tile, scale=0.5), seconds=0.7)
        steps = max(PAIR) // side
        for at, seconds in zip(range(1, steps), fitted(*[0.6] * max(1, steps - 1))):
            self.play(tile.animate.shift(RIGHT * side * unit), run_time=seconds)
        cue("small")
        tiny = Square(max(0.1, unit), color=colour("blue"), stroke_width=2, fill_color=colour("blue"), fill_opacity=0.6).move_to(corner, aligned_edge=DL)
        self.show(FadeOut(tile), FadeIn(tiny), seconds=0.8)
        cue("ask")
        self.show(tiny.animate.scale(min(PAIR) / 3 * unit / tiny.width, about_point=corner).set_color(colour("yellow")), seconds=1.4)


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
