from manim import *
from proofreel import *

LIMIT = 50


class Two(ProofreelScene):
    """Every second number goes."""

    def construct(self):
        self.title("Strike out the multiples of 2")
        cells = grid_of(LIMIT)
        cue("grid")
        self.show(LaggedStart(*[FadeIn(cell, scale=0.7) for cell in cells.values()], lag_ratio=0.04), seconds=1.6)
        cue("two")
        self.show(keep(cells, 2, "blue"), Flash(cells[2], color=colour("blue"), flash_radius=0.6), seconds=0.9)
        cue("strike")
        _, gone = sieve(LIMIT)[0]
        self.show(LaggedStart(*[AnimationGroup(*strike(cells, n, "blue")) for n in gone], lag_ratio=0.3), seconds=5.0)
        cue("half")
        self.show(LaggedStart(*[Indicate(cells[n], color=None, scale_factor=1.1) for n in cells if n % 2], lag_ratio=0.05), seconds=1.5)


ROLES = {2: "blue", 3: "yellow", 5: "red", 7: "green"}


def grid_of(limit):
    """The numbers from 2 to the limit in rows, each as (box, number)."""
    columns = 10 if limit <= 60 else 14
    rows = (limit + columns - 1) // columns
    side = min(0.92, 4.6 / rows, 12.6 / columns)
    wide = side if side < 0.75 else min(1.1, 12.6 / columns)
    cells = {}
    for n in range(2, limit + 1):
        row, column = divmod(n - 1, columns)
        box = Rectangle(width=wide * 0.92, height=side * 0.92, color=FRAME, stroke_width=2, fill_color=PANEL, fill_opacity=1)
        box.move_to([(column - (columns - 1) / 2) * wide, 1.95 - side / 2 - row * side, 0])
        cells[n] = VGroup(box, words(str(n), max(20, min(28, 34 * side))).move_to(box))
    return cells


def sieve(limit):
    """Each prime up to the root of the limit, with what it is the first to strike out."""
    struck, steps = set(), []
    for prime in range(2, int(limit**0.5) + 1):
        if prime in struck:
            continue
        new = [n for n in range(prime * prime, limit + 1, prime) if n not in struck]
        struck.update(new)
        steps.append((prime, new))
    return steps


def strike(cells, n, role):
    return [cells[n][0].animate.set_stroke(colour(role), 1.5, 0.5).set_fill(colour(role), 0.1), cells[n][1].animate.set_opacity(0.25)]


def keep(cells, n, role):
    return cells[n][0].animate.set_stroke(colour(role), 4).set_fill(colour(role), 0.4)
