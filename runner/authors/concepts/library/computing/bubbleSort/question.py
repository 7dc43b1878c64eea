from manim import *
from proofreel import *

VALUES = [5, 2, 8, 1, 6, 3]


class Question(ProofreelScene):
    """Bars in disorder, and the order that is wanted."""

    def construct(self):
        self.title("Only neighbours")
        bars = Bars(VALUES, base=-1.7, height=3.4)
        cue("bars")
        self.show(*bars.appear(), seconds=1.6)

        cue("goal")
        wanted = sorted(range(len(VALUES)), key=lambda at: VALUES[at])
        ghosts = VGroup()
        for place, at in enumerate(wanted):
            block = bars.bars[at][0]
            ghosts.add(DashedVMobject(Rectangle(width=block.width, height=block.height, color=MUTED, stroke_width=2), num_dashes=24).move_to([bars.place(place), bars.base, 0], aligned_edge=DOWN))
        self.show(LaggedStart(*[Create(ghost) for ghost in ghosts], lag_ratio=0.2), seconds=1.6)

        cue("rule", 2)
        self.show(FadeOut(ghosts), seconds=0.5)
        window = SurroundingRectangle(VGroup(bars.bars[0], bars.bars[1]), color=colour("yellow"), buff=0.12, corner_radius=0.1)
        places = [VGroup(bars.bars[at], bars.bars[at + 1]) for at in range(len(VALUES) - 1)]
        times = fitted(0.5, *[0.6] * (len(places) - 1))
        self.play(Create(window), run_time=times[0])
        for pair, seconds in zip(places[1:], times[1:]):
            self.play(Transform(window, SurroundingRectangle(pair, color=colour("yellow"), buff=0.12, corner_radius=0.1)), run_time=seconds)
