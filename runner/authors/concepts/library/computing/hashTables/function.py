from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Function(ProofreelScene):
    """Remainders send two keys to their buckets."""

    def construct(self):
        self.title("The key says where")
        row = row_of(BUCKETS, -1.0)
        cue("buckets")
        self.show(LaggedStart(*[FadeIn(bucket, shift=UP * 0.2) for bucket in row], lag_ratio=0.1), seconds=1.2)
        before = None
        levels = [0] * BUCKETS
        for at, key in enumerate(KEYS[:2]):
            cue(("first", "second")[at], 2)
            goal = key % BUCKETS
            told = words(f"{key} = {key // BUCKETS} · {BUCKETS} + {goal}", 38, "ink").move_to([0, 1.5, 0])
            card = slip(key, "yellow").scale(1.2).move_to([0, 0.6, 0])
            self.show(*([FadeOut(before)] if before else []), FadeIn(told, shift=DOWN * 0.2), FadeIn(card, shift=DOWN * 0.2), seconds=0.8)
            before = told
            self.show(card.animate(path_arc=0.3).scale(1 / 1.2).move_to(place_in(row, goal, levels[goal])), row[goal][0].animate.set_stroke(colour("yellow"), 4), seconds=1.4)
            levels[goal] += 1
        cue("name")
        law = words(f"h(key) = key mod {BUCKETS}", 38, "green").move_to([0, 1.5, 0])
        self.show(FadeOut(before), FadeIn(law, shift=UP * 0.2), seconds=0.8)


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
