from manim import *
from proofreel import *

VALUES = [7, 3, 9, 2, 8, 4, 1, 6, 5]


class Partition(ProofreelScene):
    """Every bar moves to its side of the pivot."""

    def construct(self):
        self.title("Smaller left, larger right")
        bars = Bars(VALUES, base=-1.7, height=3.5, panels=True)
        last = len(VALUES) - 1
        pivot = VALUES[last]
        bars.bars[last][0].set_fill(colour("yellow"), 0.9)
        line = DashedLine([bars.place(0) - bars.pitch, bars.top(pivot), 0], [bars.place(last) + bars.pitch / 2, bars.top(pivot), 0], color=colour("yellow"), stroke_width=3).set_z_index(-1)
        self.show(FadeIn(bars), Create(line), seconds=0.9)

        smaller = [at for at in range(last) if VALUES[at] < pivot]
        others = [at for at in range(last) if VALUES[at] >= pivot]
        order = [*smaller, last, *others]
        remark = Remark(-2.4)
        cue("left", 2)
        self.show(*[bars.paint(at, "blue") for at in smaller], *[bars.paint(at, "red") for at in others], *remark.say(f"smaller than {pivot}: {len(smaller)}", "blue"), seconds=0.7)
        gap = 0.25
        self.show(*[bars.bars[at].animate(path_arc=0.5).set_x(bars.place(place) - gap) for place, at in enumerate(smaller)], bars.bars[last].animate(path_arc=-0.6).set_x(bars.place(len(smaller))), *[bars.bars[at].animate.set_x(bars.place(len(smaller) + 1 + place) + gap) for place, at in enumerate(others)], seconds=1.8)
        cue("right")
        self.show(*[Indicate(bars.bars[at], color=None, scale_factor=1.08) for at in others] or [Wait()], *remark.say(f"not smaller than {pivot}: {len(others)}", "red"), seconds=0.9)
        cue("settled", 2)
        place = order.index(last)
        self.show(FadeOut(line), bars.bars[last][0].animate.set_fill(colour("green"), 0.9), *remark.say(f"{pivot} is in its final place", "green"), seconds=0.9)
        frames = VGroup()
        for low, high, side in ((0, place - 1, -gap), (place + 1, last, gap)):
            if low <= high:
                top = max(bars.bars[at].get_top()[1] for at in order[low : high + 1])
                frame = Rectangle(width=(high - low + 1) * bars.pitch, height=top - bars.base + 0.3, color=MUTED, stroke_width=2.5)
                frames.add(frame.move_to([(bars.place(low) + bars.place(high)) / 2 + side, bars.base - 0.12, 0], aligned_edge=DOWN))
        self.show(Create(frames), seconds=1.0)
