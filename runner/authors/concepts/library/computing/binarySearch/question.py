from manim import *
from proofreel import *

VALUES = [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85]
TARGET = 23


class Question(ProofreelScene):
    """From the left, one after another."""

    def construct(self):
        values = sorted(VALUES)
        self.title("One after another")
        cells = Cells(["?"] * len(values)).move_to([0, -0.3, 0])
        for text in cells.texts:
            text.set_color(MUTED)
        cue("row")
        self.show(*cells.appear(), seconds=1.4)
        wanted = VGroup(words("wanted", 28, "muted"), words(str(TARGET), 48, "yellow")).arrange(RIGHT, buff=0.35)
        cue("wanted")
        self.show(FadeIn(wanted.move_to([0, 1.6, 0]), shift=DOWN * 0.2), seconds=0.6)

        cue("walk")
        looks = next((at + 1 for at, value in enumerate(values) if value >= TARGET), len(values))
        pointer = Pointer("", cells.rows[0], "yellow")
        times = fitted(0.4, *[0.55] * looks)
        self.play(FadeIn(pointer), run_time=times[0])
        for at in range(looks):
            role = "green" if values[at] == TARGET else "red"
            moves = [pointer.to(cells.rows[at])] if at else []
            self.play(*moves, *cells.write(at, values[at]), cells.boxes[at].animate.set_stroke(colour(role), 3), run_time=times[at + 1])

        remark = Remark(-2.2)
        cue("count")
        self.show(*remark.say(f"looks: {looks}", "ink"), seconds=0.5)
        cue("better")
        self.show(*remark.say("Must we look at them all?", "yellow"), seconds=0.5)
