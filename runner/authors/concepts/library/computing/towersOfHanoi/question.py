from manim import *
from proofreel import *

DISKS = 3


class Question(ProofreelScene):
    """The puzzle and its rules."""

    def construct(self):
        self.title("Move the tower")
        towers = Towers(DISKS)
        cue("tower")
        self.show(FadeIn(towers.stands), LaggedStart(*[FadeIn(disk, shift=DOWN * 0.5) for disk in towers.disks], lag_ratio=0.4), seconds=1.6)
        cue("goal")
        arrow = CurvedArrow([towers.x_of(0), towers.top, 0], [towers.x_of(2), towers.top, 0], angle=-0.5, color=colour("green"), stroke_width=5)
        self.show(Create(arrow), seconds=1.0)
        cue("one", 2)
        self.show(FadeOut(arrow), seconds=0.4)
        self.show(towers.move(0, 2), seconds=1.4)
        cue("never", 2)
        # A step of the wrong kind: it is only tried, and taken back.
        second = towers.pegs[0][-1]
        home = second.get_center()
        self.show(second.animate.move_to([towers.x_of(2), towers.top, 0]), seconds=1.0)
        cross = Cross(second, stroke_color=colour("red"), stroke_width=8)
        times = fitted(0.5, 0.4, 0.9)
        self.play(Create(cross), run_time=times[0])
        self.play(FadeOut(cross), run_time=times[1])
        self.play(second.animate.move_to(home), run_time=times[2])
