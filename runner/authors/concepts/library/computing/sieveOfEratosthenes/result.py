from manim import *
from proofreel import *

LIMIT = 50


class Result(ProofreelScene):
    """The primes alone."""

    def construct(self):
        self.title("What is left")
        cells = grid_of(LIMIT)
        struck = {n for _, gone in sieve(LIMIT) for n in gone}
        primes = [n for n in cells if n not in struck]
        self.show(*[FadeIn(cell) for cell in cells.values()], seconds=0.5)
        cue("left")
        self.show(*[cells[n].animate.set_opacity(0.12) for n in struck], *[keep(cells, n, "green") for n in primes], seconds=1.4)
        cue("thin")
        self.show(LaggedStart(*[Indicate(cells[n], color=None, scale_factor=1.15) for n in primes], lag_ratio=0.1), seconds=2.4)
        cue("twins")
        twins = [n for n in primes if n + 2 in primes]
        self.show(*[keep(cells, n + step, "yellow") for n in twins for step in (0, 2) if step or n - 2 not in twins], seconds=1.0)


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
