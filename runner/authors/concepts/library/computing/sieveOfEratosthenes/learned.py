from manim import *
from proofreel import *

LIMIT = 50


class Learned(ProofreelScene):
    """The whole sieve in one go."""

    def construct(self):
        self.title("What we learned")
        cells = grid_of(LIMIT)
        VGroup(*cells.values()).scale(0.86, about_point=[0, 2.0, 0])
        self.show(*[FadeIn(cell) for cell in cells.values()], seconds=0.5)
        cue("sift")
        steps = sieve(LIMIT)
        for (prime, gone), seconds in zip(steps, fitted(*[0.9] * len(steps))):
            self.play(keep(cells, prime, ROLES[prime]), *[change for n in gone for change in strike(cells, n, ROLES[prime])], run_time=seconds)
        struck = {n for _, gone in steps for n in gone}
        self.show(*[keep(cells, n, "green") for n in cells if n not in struck and n > steps[-1][0]], seconds=0.8)
        cue("sentence")
        self.show(FadeIn(conclusion("Strike out the multiples of each prime: what stays is prime.", -2.6), shift=UP * 0.2), seconds=0.8)


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
