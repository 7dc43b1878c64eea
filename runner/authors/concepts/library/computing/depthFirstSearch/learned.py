from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Learned(ProofreelScene):
    """The order of the visits, beside that of a breadth-first search."""

    def construct(self):
        self.title("What we learned")
        pairs, near = graph_of(EDGES)
        order, _, _ = search(near, START)
        rings = [START]
        for key in rings:
            rings += [there for there in near[key] if there not in rings]
        rows = []
        for name, keys, role, y in (("depth first", order, "green", 1.0), ("breadth first", rings, "blue", -0.7)):
            label = words(name, 28, role).move_to([LEFT_EDGE, y, 0], aligned_edge=LEFT)
            cells = Cells(keys, width=8.6, side=0.85, indices=False).move_to([1.6, y, 0])
            for box in cells.boxes:
                box.set_stroke(colour(role), 3)
            rows.append((label, cells))
        cue("depth")
        self.write(*rows[0])
        cue("breadth")
        self.write(*rows[1])
        cue("sentence")
        self.show(FadeIn(conclusion("On as long as there is something new, back when there is not."), shift=UP * 0.2), seconds=0.8)

    def write(self, label, cells):
        self.show(FadeIn(label), LaggedStart(*[FadeIn(row, shift=RIGHT * 0.2) for row in cells.rows], lag_ratio=0.3), seconds=2.4)


def graph_of(texts):
    """Edges as pairs, and the neighbours of each vertex in alphabetical order."""
    pairs = [tuple(text.split("-")) for text in texts]
    near = {key: sorted({end for pair in pairs if key in pair for end in pair} - {key}) for key in sorted({end for pair in pairs for end in pair})}
    return pairs, near


def search(near, start):
    """The order of first visits, who was found from where, and every step of the walk, forwards and back."""
    order, finder, walk = [start], {}, [start]
    stack = [start]
    while stack:
        new = [there for there in near[stack[-1]] if there not in order]
        if new:
            finder[new[0]] = stack[-1]
            order.append(new[0])
            stack.append(new[0])
        else:
            stack.pop()
        if stack:
            walk.append(stack[-1])
    return order, finder, walk
