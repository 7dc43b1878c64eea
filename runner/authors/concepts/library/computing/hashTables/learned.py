from manim import *
from proofreel import *

KEYS = [42, 17, 8, 29, 63, 11, 36, 50]
BUCKETS = 7


class Learned(ProofreelScene):
    """Key, number, bucket."""

    def construct(self):
        self.title("What we learned")
        key = KEYS[-1]
        goal = key % BUCKETS
        card = slip(key, "yellow").scale(1.6).move_to([-5.0, 0.4, 0])
        rule = VGroup(RoundedRectangle(corner_radius=0.2, width=3.0, height=1.3, color=colour("blue"), stroke_width=3, fill_color=PANEL, fill_opacity=1), words(f"key mod {BUCKETS}", 30)).move_to([-1.2, 0.4, 0])
        number = words(str(goal), 56, "green").move_to([2.3, 0.4, 0])
        boxes = VGroup(*[Square(0.5, color=MUTED, stroke_width=3, fill_color=PANEL, fill_opacity=1) for _ in range(BUCKETS)]).arrange(DOWN, buff=0).move_to([5.0, 0.25, 0])
        boxes.scale_to_fit_height(min(boxes.height, 4.2))
        arrows = [Arrow(start, end, buff=0.25, color=MUTED, stroke_width=5) for start, end in ((card.get_right(), rule.get_left()), (rule.get_right(), number.get_left()), (number.get_right(), [boxes.get_left()[0], boxes[goal].get_y(), 0]))]
        cue("steps", 4)
        self.show(FadeIn(card), seconds=0.5)
        self.show(GrowArrow(arrows[0]), FadeIn(rule), seconds=0.8)
        self.show(GrowArrow(arrows[1]), FadeIn(number, shift=RIGHT * 0.2), seconds=0.8)
        self.show(FadeIn(boxes), GrowArrow(arrows[2]), boxes[goal].animate.set_fill(colour("green"), 0.6), seconds=1.0)
        cue("sentence")
        self.show(FadeIn(conclusion("The key says where it belongs: no search, just a look.", -2.45), shift=UP * 0.2), seconds=0.8)


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
