from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Question(ProofreelScene):
    """A graph of which only what is near is seen."""

    def construct(self):
        self.title("Lost in a maze")
        pairs, near = graph_of(EDGES)
        net = Network(spread([START, *[key for key in near if key != START]], pairs), pairs)
        cue("graph")
        self.show(*net.appear(), seconds=1.8)
        cue("start")
        seen = {START, *near[START]}
        hidden = [key for key in near if key not in seen]
        self.show(net.paint(START, "yellow"), *[net.nodes[key].animate.set_opacity(0.15) for key in near if key != START], net.lines.animate.set_stroke(opacity=0.15), seconds=1.0)
        cue("near")
        self.show(*[net.edge(START, key).animate.set_stroke(colour("yellow"), 6, 1) for key in near[START]], *[net.nodes[key].animate.set_opacity(1) for key in near[START]], seconds=0.9)
        cue("all")
        marks = VGroup(*[words("?", 34, "yellow").move_to(net.places[key]) for key in hidden])
        if hidden:
            self.show(*[net.nodes[key][1].animate.set_opacity(0) for key in hidden], LaggedStart(*[FadeIn(mark, scale=0.5) for mark in marks], lag_ratio=0.2), seconds=1.2)
        else:
            self.show(*[Indicate(net.nodes[key]) for key in near[START]], seconds=1.2)


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
