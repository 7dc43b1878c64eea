from manim import *
from proofreel import *

DISKS = 3


class Run(ProofreelScene):
    """All moves."""

    def construct(self):
        self.title("The whole way")
        towers = Towers(DISKS)
        counter = Remark(2.6, 4.9, 3.0, 32)
        self.show(FadeIn(towers), *counter.say("moves: 0", "muted"), seconds=0.7)
        moves = hanoi(DISKS)
        cue("run")
        for number, ((start, end), seconds) in enumerate(zip(moves, fitted(*[1.1] * len(moves))), start=1):
            self.play(towers.move(start, end), *counter.say(f"moves: {number}", "yellow"), run_time=seconds)
        cue("done")
        self.show(LaggedStart(*[Indicate(disk, color=None, scale_factor=1.08) for disk in towers.pegs[2]], lag_ratio=0.2), *counter.say(f"moves: {len(moves)}", "green"), seconds=1.2)
