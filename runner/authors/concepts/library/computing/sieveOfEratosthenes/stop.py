from manim import *
from proofreel import *

LIMIT = 50


class Stop(ProofreelScene):
    """The next prime has nothing left to strike out."""

    def construct(self):
        self.title("When to stop")
        cells = grid_of(LIMIT)
        steps = sieve(LIMIT)
        for prime, gone in steps:
            cells[prime][0].set_stroke(colour(ROLES[prime]), 4).set_fill(colour(ROLES[prime]), 0.4)
            for n in gone:
                cells[n][0].set_stroke(colour(ROLES[prime]), 1.5, 0.5).set_fill(colour(ROLES[prime]), 0.1)
                cells[n][1].set_opacity(0.25)
        self.show(*[FadeIn(cell) for cell in cells.values()], seconds=0.7)
        struck = {n for _, gone in steps for n in gone}
        following = next(n for n in range(steps[-1][0] + 1, LIMIT + 1) if n not in struck)
        remark = Remark(2.75, 4.2, 4.6, 30)
        self.show(cells[following][0].animate.set_stroke(colour("ink"), 4), seconds=0.5)
        cue("square")
        multiples = [n for n in range(2 * following, LIMIT + 1, following)]
        moves = [Indicate(cells[n], color=colour("red"), scale_factor=1.25) for n in multiples] or [Indicate(cells[following], color=None)]
        self.show(LaggedStart(*moves, lag_ratio=0.5), seconds=2.4)
        cue("beyond")
        self.show(*remark.say(f"{following} · {following} = {following**2} > {LIMIT}", "yellow"), seconds=0.8)
        cue("stop")
        left = [n for n in cells if n not in struck and n >= following]
        self.show(LaggedStart(*[keep(cells, n, "green") for n in left], lag_ratio=0.1), seconds=1.6)


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
