from manim import *
from proofreel import *

N = 5


class Rule(ProofreelScene):
    """Numbers as bars; the two before stack up to the next."""

    def construct(self):
        self.title("Each is the sum of two")
        numbers = [0, 1]
        while len(numbers) <= N:
            numbers.append(numbers[-1] + numbers[-2])
        unit, pitch, base = 3.4 / max(numbers), 1.5, -1.9
        left = -pitch * N / 2

        def block(at, value, role, bottom=0):
            return Rectangle(width=0.9, height=max(0.03, value * unit), stroke_width=0, fill_color=colour(role), fill_opacity=0.9).move_to([left + at * pitch, base + bottom * unit, 0], aligned_edge=DOWN)

        blocks = [block(at, value, "blue") for at, value in enumerate(numbers)]
        tops = [words(str(value), 30).next_to(one, UP, buff=0.12) for value, one in zip(numbers, blocks)]
        feet = [words(f"F({at})", 24, "muted").move_to([left + at * pitch, base - 0.35, 0]) for at in range(N + 1)]
        cue("first")
        self.show(*[FadeIn(one, shift=UP * 0.2) for at in (0, 1) for one in (blocks[at], tops[at], feet[at])], seconds=1.0)
        cue("rule")
        for at, seconds in zip(range(2, N + 1), fitted(*[1.4] * (N - 1))):
            lower, upper = block(at, numbers[at - 1], "blue"), block(at, numbers[at - 2], "green", numbers[at - 1])
            self.play(TransformFromCopy(blocks[at - 1], lower, path_arc=-0.5), TransformFromCopy(blocks[at - 2], upper, path_arc=-0.7), FadeIn(tops[at]), FadeIn(feet[at]), run_time=seconds)
            blocks[at] = VGroup(lower, upper)
        cue("goal")
        frame = SurroundingRectangle(VGroup(blocks[N], tops[N], feet[N]), color=colour("yellow"), buff=0.14, corner_radius=0.1)
        self.show(Create(frame), seconds=0.8)
        cue("ask")
        law = words("F(n) = F(n − 1) + F(n − 2)", 34, "yellow").move_to([-2.6, 1.4, 0])
        self.show(FadeIn(law, shift=UP * 0.2), seconds=0.8)
