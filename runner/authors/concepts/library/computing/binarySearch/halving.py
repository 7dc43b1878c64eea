from manim import *
from proofreel import *

VALUES = [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85]

ROW = 0.86
UNIT = 7.6


class Halving(ProofreelScene):
    """What is left after each look, as bars one under the other."""

    def construct(self):
        count = len(VALUES)
        left = [count]
        while left[-1] > 1:
            left.append(left[-1] // 2)
        self.title("How many looks?")
        top = 1.75
        bars, names = VGroup(), VGroup()
        for at, places in enumerate(left):
            blocks = VGroup(*[Square(UNIT / count * 0.86, stroke_width=0, fill_color=colour("blue"), fill_opacity=0.9) for _ in range(places)])
            blocks.arrange(RIGHT, buff=UNIT / count * 0.14).move_to([-3.6, top - at * ROW, 0], aligned_edge=LEFT)
            bars.add(blocks)
            names.add(words(f"look {at + 1}", 26, "muted").move_to([-5.6, top - at * ROW, 0]))
        counts = VGroup(*[words(str(places), 30, "yellow").next_to(bar, RIGHT, buff=0.35) for places, bar in zip(left, bars)])
        cue("start")
        self.show(FadeIn(names[0]), LaggedStart(*[FadeIn(block, scale=0.5) for block in bars[0]], lag_ratio=0.1), FadeIn(counts[0]), seconds=1.0)

        cue("halves")
        for at, seconds in enumerate(fitted(*[1.1] * (len(left) - 1)), start=1):
            kept = bars[at - 1][: left[at]].copy()
            self.play(ReplacementTransform(kept, bars[at]), FadeIn(names[at]), FadeIn(counts[at]), run_time=seconds)

        cue("one")
        total = words(f"{len(left)} looks are enough", 32, "green").move_to([2.9, top - (len(left) - 1) * ROW, 0])
        self.show(bars[-1].animate.set_color(colour("green")), FadeIn(total, shift=LEFT * 0.2), seconds=0.8)
        cue("formula")
        law = formula(r"\lfloor \log_2 n \rfloor + 1", 50).move_to([4.9, top - ROW * 1.2, 0])
        self.show(Write(law), seconds=1.0)
