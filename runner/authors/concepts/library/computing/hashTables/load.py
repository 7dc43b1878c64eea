from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Load(ProofreelScene):
    """The same keys in about twice as many buckets."""

    def construct(self):
        self.title("Not too full")
        row = row_of(BUCKETS)
        levels, slips = [0] * BUCKETS, {}
        for key in KEYS:
            goal = key % BUCKETS
            slips[key] = slip(key).move_to(place_in(row, goal, levels[goal]))
            levels[goal] += 1
        self.show(FadeIn(row), *[FadeIn(card) for card in slips.values()], seconds=0.8)
        remark = Remark(-2.45, size=30)
        cue("load")
        self.show(*remark.say(f"{len(KEYS)} keys / {BUCKETS} buckets = {len(KEYS) / BUCKETS:.2f} to a bucket", "red"), seconds=0.8)
        cue("grow", 2)
        # Odd, so that even keys don't all share the even buckets.
        more = 2 * BUCKETS + 1
        pitch = 12.6 / more
        wide = VGroup()
        for at in range(more):
            box = Square(min(SIDE, pitch * 0.94), color=MUTED, stroke_width=2.5, fill_color=PANEL, fill_opacity=1).move_to([(at - (more - 1) / 2) * pitch, 1.2, 0])
            wide.add(VGroup(box, words(str(at), 20, "muted").next_to(box, UP, buff=0.14)))
        share = min(1.0, pitch * 0.9 / SIDE)
        self.show(*[card.animate.shift(DOWN * 0.6) for card in slips.values()], FadeOut(row), FadeIn(wide), seconds=0.9)
        new_levels = [0] * more
        moves = []
        for key in KEYS:
            goal = key % more
            moves.append(slips[key].animate.scale(share).move_to(wide[goal][0].get_center() + DOWN * new_levels[goal] * 0.74))
            new_levels[goal] += 1
        self.bring_to_front(*slips.values())
        self.show(LaggedStart(*moves, lag_ratio=0.12), *remark.say(f"{len(KEYS)} keys / {more} buckets = {len(KEYS) / more:.2f} to a bucket", "green"), seconds=2.2)
        cue("short")
        self.show(*remark.say(f"longest chain: {max(levels)} before, {max(new_levels)} now", "green"), seconds=0.7)


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
