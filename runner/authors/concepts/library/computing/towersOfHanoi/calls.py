from manim import *
from proofreel import *

DISKS = 3


class Calls(ProofreelScene):
    """The tasks that wait for each other, as a stack that grows and shrinks."""

    def construct(self):
        self.title("Down to nothing")
        height = min(0.75, 4.2 / (DISKS + 1))
        top = 2.0
        slips = VGroup()
        for level, size in enumerate(range(DISKS, -1, -1)):
            y = top - level * (height + 0.12)
            box = RoundedRectangle(corner_radius=0.1, width=3.4, height=height, color=colour("blue"), stroke_width=3, fill_color=PANEL, fill_opacity=1)
            slip = VGroup(box, words(f"move({size})", 28).move_to(box)).move_to([-3.6 + level * 0.5, y, 0])
            slips.add(slip)
        notes = [words("asks for one disk less" if size else "no disk, no move", 26, "muted" if size else "green").next_to(slip, RIGHT, buff=0.6) for size, slip in zip(range(DISKS, -1, -1), slips)]
        self.show(FadeIn(slips[0]), seconds=0.6)
        cue("down")
        for slip, note, seconds in zip(slips[1:-1], notes, fitted(*[1.1] * max(1, DISKS - 1))):
            self.play(FadeIn(slip, shift=DOWN * 0.4), FadeIn(note, shift=RIGHT * 0.2), run_time=seconds)
        cue("base")
        self.show(FadeIn(slips[-1], shift=DOWN * 0.4), FadeIn(notes[-2]), FadeIn(notes[-1]), slips[-1][0].animate.set_stroke(colour("green")), seconds=1.0)
        cue("up")
        for level, seconds in zip(range(DISKS, -1, -1), fitted(*[0.9] * (DISKS + 1))):
            done = words("done" if level else "done: the tower has moved", 26, "green").move_to(notes[level], aligned_edge=LEFT)
            self.play(slips[level][0].animate.set_stroke(colour("green"), 4).set_fill(colour("green"), 0.25), FadeOut(notes[level]), FadeIn(done), run_time=seconds)
