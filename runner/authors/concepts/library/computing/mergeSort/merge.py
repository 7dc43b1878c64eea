from manim import *
from proofreel import *

VALUES = [6, 3, 8, 1, 7, 2, 5, 4]


class Merge(ProofreelScene):
    """The smaller of the two first numbers goes down, again and again."""

    def construct(self):
        self.title("Merging is easy")
        middle = (len(VALUES) + 1) // 2
        side = min(0.95, 12 / len(VALUES))
        halves = [Cells(sorted(half), side=side, indices=False).move_to([x, 1.1, 0]) for half, x in ((VALUES[:middle], -3.3), (VALUES[middle:], 3.3))]
        for half, role in zip(halves, ("blue", "green")):
            for box in half.boxes:
                box.set_stroke(colour(role), 3)
        slots = Cells([None] * len(VALUES), side=side, indices=False).move_to([0, -1.4, 0])
        cue("halves")
        self.show(FadeIn(slots), *[FadeIn(half) for half in halves], seconds=0.8)

        sides = [sorted(VALUES[:middle]), sorted(VALUES[middle:])]
        heads = [0, 0]
        pointers = [Pointer("", half.rows[0], "yellow") for half in halves]
        cue("heads")
        self.show(*[FadeIn(pointer, shift=DOWN * 0.2) for pointer in pointers], *[half.boxes[0].animate.set_stroke(colour("yellow"), 4) for half in halves], seconds=0.7)

        cue("take")
        times: list[float] = []
        for place in range(len(VALUES)):
            if place == 1:
                cue("rest")
                times = fitted(*[1.0] * (len(VALUES) - 1))
            # The left one goes first where both are alike: so equal numbers keep their order.
            takes_left = heads[1] >= len(sides[1]) or (heads[0] < len(sides[0]) and sides[0][heads[0]] <= sides[1][heads[1]])
            which = 0 if takes_left else 1
            half, at = halves[which], heads[which]
            heads[which] += 1
            cell = half.rows[at]
            moves: list[Animation] = [cell.animate.move_to(slots.spot(place))]
            if heads[which] < len(sides[which]):
                moves += [pointers[which].to(half.rows[heads[which]]), half.boxes[heads[which]].animate.set_stroke(colour("yellow"), 4)]
            else:
                moves.append(FadeOut(pointers[which]))
            self.play(*moves, run_time=times[place - 1] if place else fitted(1.0)[0])
