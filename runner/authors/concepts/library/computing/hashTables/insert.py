from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Insert(ProofreelScene):
    """All keys fall into their buckets."""

    def construct(self):
        self.title("All of them")
        row = row_of(BUCKETS)
        slips = [slip(key) for key in KEYS]
        waiting = VGroup(*slips).arrange(RIGHT, buff=0.25).move_to([0, -2.35, 0])
        self.show(FadeIn(row), FadeIn(waiting), seconds=0.8)
        levels, crowded = [0] * BUCKETS, []
        remark = Remark(2.5, 4.6, 3.8, 26)
        cue("run")
        for key, card, seconds in zip(KEYS, slips, fitted(*[1.1] * len(KEYS))):
            goal = key % BUCKETS
            role = "red" if levels[goal] else "green"
            self.play(card.animate(path_arc=0.4).move_to(place_in(row, goal, levels[goal])), row[goal][0].animate.set_stroke(colour(role), 4), *remark.say(f"{key} mod {BUCKETS} = {goal}", role), run_time=seconds)
            levels[goal] += 1
            if levels[goal] == 2:
                crowded.append(goal)
        cue("collision")
        rings = [SurroundingRectangle(VGroup(*[card for key, card in zip(KEYS, slips) if key % BUCKETS == goal]), color=colour("red"), buff=0.1, corner_radius=0.1) for goal in crowded]
        told = words(f"collisions: {sum(max(0, level - 1) for level in levels)}", 30, "red" if crowded else "green").move_to([0, -2.45, 0])
        self.show(*[Create(ring) for ring in rings], *remark.leave(), FadeIn(told, shift=UP * 0.2), seconds=0.9)


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
