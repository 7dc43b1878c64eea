from manim import *
from proofreel import *

# Near one point the inner function stretches by FIRST, the outer one by SECOND.
FIRST = 2
SECOND = 3


class Nudge(ProofreelScene):
    def construct(self):
        self.title("A small nudge, stretched twice")
        heights = (1.4, -0.3, -2.0)
        lengths = (0.8, 0.8 * FIRST, 0.8 * FIRST * SECOND)
        unit = 9.0 / max(9.0, lengths[2])
        names = (("x", "dx", "ink"), ("u", "du", "blue"), ("y", "dy", "yellow"))
        axes, bars = [], []
        for height, length, (letter, change, role) in zip(heights, lengths, names):
            axis = Line([-5.6, height, 0], [6.3, height, 0], color=MUTED, stroke_width=2)
            axes.append(VGroup(axis, words(letter, 32, role).move_to([-6.2, height, 0])))
            bar = Line([-4.6, height, 0], [-4.6 + length * unit, height, 0], color=colour(role), stroke_width=12)
            bars.append(VGroup(bar, words(change, 26, role).next_to(bar, UP, buff=0.16)))
        self.show(*[FadeIn(axis) for axis in axes], seconds=0.7)
        cue("dx")
        self.show(Create(bars[0][0]), FadeIn(bars[0][1]), seconds=0.8)
        for step, (name, factor, role) in enumerate((("du", FIRST, "blue"), ("dy", SECOND, "yellow")), start=1):
            cue(name)
            fan = Polygon(
                *[bars[step - 1][0].get_start(), bars[step - 1][0].get_end(), bars[step][0].get_end(), bars[step][0].get_start()],
                color=colour(role), fill_opacity=0.14, stroke_width=0,
            )
            label = words(f"× {factor}", 30, role).move_to([-5.25, (heights[step] + heights[step - 1]) / 2, 0])
            self.show(TransformFromCopy(bars[step - 1][0], bars[step][0]), FadeIn(fan), FadeIn(label), FadeIn(bars[step][1]), seconds=1.4)
        cue("both")
        total = formula(rf"dy = ⟦yellow|{SECOND}⟧ \cdot ⟦blue|{FIRST}⟧ \cdot dx", 50).move_to([4.3, 0.6, 0])
        self.show(Write(total))
        self.wait(0.5)
