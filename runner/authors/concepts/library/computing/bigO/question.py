from manim import *
from proofreel import *

SIZE = 6


class Question(ProofreelScene):
    """Bars of steps, for few items and for many."""

    def construct(self):
        self.title("Which one is faster?")
        names = [words(text, 30, role).move_to([-5.4, y, 0]) for text, role, y in (("20 · n", "blue", 0.9), ("n · n", "red", -0.9))]
        head = words(f"{SIZE} items", 34, "yellow").move_to([0, 2.1, 0])
        cue("few")
        bars = self.bars(SIZE)
        self.show(FadeIn(head), *[FadeIn(name) for name in names], *[GrowFromEdge(bar[0], LEFT) for bar in bars], *[FadeIn(bar[1]) for bar in bars], seconds=1.6)
        cue("winner")
        self.show(Indicate(bars[1], color=colour("green"), scale_factor=1.1), seconds=1.0)
        cue("many")
        self.show(FadeOut(head), FadeIn(words("1000 items", 34, "yellow").move_to(head)), *[FadeOut(bar[1]) for bar in bars], seconds=0.7)
        cue("turn")
        many = self.bars(1000)
        self.show(*[Transform(bar[0], other[0]) for bar, other in zip(bars, many)], *[FadeIn(other[1]) for other in many], seconds=1.8)

    def bars(self, count):
        """Two bars, the longer as long as there is room; each with its number of steps."""
        steps = (20 * count, count * count)
        unit = 7.6 / max(steps)
        rows = []
        for value, role, y in zip(steps, ("blue", "red"), (0.9, -0.9)):
            bar = Rectangle(width=max(0.05, value * unit), height=0.8, stroke_width=0, fill_color=colour(role), fill_opacity=0.85).move_to([-4.4, y, 0], aligned_edge=LEFT)
            rows.append(VGroup(bar, words(f"{value:,}".replace(",", " "), 30).next_to(bar, RIGHT, buff=0.3)))
        return rows
