from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Lookup(ProofreelScene):
    """One bucket, one chain."""

    def construct(self):
        self.title("Finding again")
        row = row_of(BUCKETS)
        levels, slips = [0] * BUCKETS, {}
        for key in KEYS:
            goal = key % BUCKETS
            slips[key] = slip(key).move_to(place_in(row, goal, levels[goal]))
            levels[goal] += 1
        self.show(FadeIn(row), *[FadeIn(card) for card in slips.values()], seconds=0.8)
        wanted = KEYS[-1]
        goal = wanted % BUCKETS
        cue("hash", 2)
        told = words(f"{wanted} mod {BUCKETS} = {goal}", 36, "yellow").move_to([0, -2.4, 0])
        self.show(FadeIn(told, shift=UP * 0.2), seconds=0.6)
        pointer = Pointer("", row[goal], "yellow")
        self.show(FadeIn(pointer, shift=DOWN * 0.4), row[goal][0].animate.set_stroke(colour("yellow"), 5), seconds=0.8)
        cue("chain")
        chain = [key for key in KEYS if key % BUCKETS == goal]
        for key, seconds in zip(chain, fitted(*[0.8] * len(chain))):
            role = "green" if key == wanted else "red"
            self.play(slips[key][0].animate.set_stroke(colour(role), 5).set_fill(colour(role), 0.28), run_time=seconds)
        cue("others")
        self.show(*[slips[key].animate.set_opacity(0.25) for key in KEYS if key % BUCKETS != goal], *[row[at].animate.set_opacity(0.25) for at in range(BUCKETS) if at != goal], seconds=0.9)


SIDE = 0.68


def row_of(buckets, y=1.2, width=11.5):
    """The buckets: a row of empty cells with their numbers above."""
    pitch = min(1.5, width / buckets)
    row = VGroup()
    for at in range(buckets):
        box = Square(SIDE, color=MUTED, stroke_width=3, fill_color=PANEL, fill_opacity=1).move_to([(at - (buckets - 1) / 2) * pitch, y, 0])
        row.add(VGroup(box, words(str(at), 24, "muted").next_to(box, UP, buff=0.14)))
    return row


def slip(key, role="blue"):
    box = RoundedRectangle(corner_radius=0.1, width=SIDE, height=SIDE * 0.84, color=colour(role), stroke_width=3, fill_color=PANEL, fill_opacity=1)
    return VGroup(box, words(str(key), 24).move_to(box))


def place_in(row, bucket, level):
    """Where the key at a level of a chain lies, under its bucket."""
    return row[bucket][0].get_center() + DOWN * (level * 0.74)
