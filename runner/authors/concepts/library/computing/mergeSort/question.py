from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]


class Question(ProofreelScene):
    """A row in disorder; its halves get into order."""

    def construct(self):
        self.title("Two small piles")
        middle = (len(VALUES) + 1) // 2
        row = Cells(VALUES, indices=False).move_to([0, 1.1, 0])
        cue("row")
        self.show(*row.appear(), seconds=1.4)
        for name, low, high, x, role in (("halves", 0, middle, -3.3, "blue"), ("right", middle, len(VALUES), 3.3, "green")):
            cue(name)
            half = Cells(sorted(VALUES[low:high]), width=5.4, indices=False).move_to([x, -0.9, 0])
            for box in half.boxes:
                box.set_stroke(colour(role), 3)
            places = sorted(range(low, high), key=lambda at: VALUES[at])
            self.show(*[TransformFromCopy(row.rows[at], half.rows[place], path_arc=0.5) for place, at in enumerate(places)], seconds=1.4)
        cue("ask")
        remark = Remark(-2.35)
        self.show(*remark.say("Does that help?", "yellow"), seconds=0.6)
