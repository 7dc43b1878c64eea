from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Question(ProofreelScene):
    """One after another."""

    def construct(self):
        self.title("Where did I put it?")
        cells = Cells(KEYS, side=1.1).move_to([0, -0.3, 0])
        cue("row")
        self.show(*cells.appear(), seconds=1.4)
        wanted = KEYS[-1]
        cue("ask")
        self.show(FadeIn(VGroup(words("wanted", 28, "muted"), words(str(wanted), 48, "yellow")).arrange(RIGHT, buff=0.35).move_to([0, 1.5, 0])), seconds=0.7)
        cue("walk")
        pointer = Pointer("", cells.rows[0])
        times = fitted(0.3, *[0.5] * len(KEYS))
        self.play(FadeIn(pointer), run_time=times[0])
        for at, seconds in enumerate(times[1:]):
            found = KEYS[at] == wanted
            self.play(*([pointer.to(cells.rows[at])] if at else []), cells.boxes[at].animate.set_stroke(colour("green" if found else "red"), 3.5), run_time=seconds)
        cue("better")
        self.show(FadeIn(words(f"{len(KEYS)} looks", 30, "yellow").move_to([0, -2.2, 0]), shift=UP * 0.2), seconds=0.7)


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
