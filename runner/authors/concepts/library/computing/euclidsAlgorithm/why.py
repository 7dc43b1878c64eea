from manim import *
from proofreel import *

PAIR = [48, 18]


class Why(ProofreelScene):
    """Bars made of pieces of the common measure."""

    def construct(self):
        self.title("Why it works")
        long, wide, times, rest = divisions(PAIR)[0]
        piece = divisions(PAIR)[-1][1]
        unit = 11.4 / long

        def bar(length, y, role, start=0):
            blocks = VGroup()
            thin = length / piece > 40
            for at in range(length // piece):
                blocks.add(Rectangle(width=piece * unit, height=0.6, color=BACKGROUND, stroke_width=0.5 if thin else 2, fill_color=colour(role), fill_opacity=0.8).move_to([-5.3 + (start + (at + 0.5) * piece) * unit, y, 0]))
            return blocks

        top, below = bar(long, 1.4, "blue"), bar(wide, 0.2, "green")
        names = [words(str(value), 30, role).move_to([-5.95, y, 0]) for value, role, y in ((long, "blue", 1.4), (wide, "green", 0.2))]
        cue("bars")
        self.show(LaggedStart(*[FadeIn(block) for block in top], lag_ratio=0.1), LaggedStart(*[FadeIn(block) for block in below], lag_ratio=0.1), *[FadeIn(name) for name in names], seconds=1.8)
        cue("cut")
        for at, seconds in zip(range(times), fitted(*[1.0] * times)):
            ghost = bar(wide, 1.4, "green", at * wide)
            self.play(TransformFromCopy(below, ghost), run_time=seconds)
        cue("rest")
        if rest:
            left = bar(rest, 1.4, "yellow", times * wide)
            goal = bar(rest, -1.0, "yellow")
            self.show(TransformFromCopy(left, goal), FadeIn(words(str(rest), 30, "yellow").move_to([-5.95, -1.0, 0])), seconds=1.2)
        else:
            self.show(FadeIn(words("nothing is left", 30, "yellow").move_to([0, -1.0, 0])), seconds=0.8)
        cue("same")
        pair = f"gcd({long}, {wide}) = gcd({wide}, {rest})" if rest else f"gcd({long}, {wide}) = {wide}"
        self.show(FadeIn(words(pair, 34, "yellow").move_to([0, -2.3, 0]), shift=UP * 0.2), seconds=0.8)


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
