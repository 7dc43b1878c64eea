from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Stack(ProofreelScene):
    """The walk with its stack."""

    def construct(self):
        self.title("The thread is a stack")
        pairs, near = graph_of(EDGES)
        order, _, walk = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs, width=9.0, x=-1.6, height=4.0, y=-0.2), pairs)
        height = min(0.5, 4.3 / len(near))
        pile = Pile([5.6, -2.2], UP, width=1.1, height=height, gap=0.06)
        name = words("stack", 24, "muted").move_to([5.6, -2.65, 0])
        walker = Circle(0.52, color=colour("yellow"), stroke_width=5).move_to(net.places[START])
        self.show(FadeIn(net), FadeIn(name), FadeIn(walker), net.paint(START, "blue"), *pile.push(START), seconds=0.9)
        cue("run")
        seen = {START}
        for one, other, seconds in zip(walk, walk[1:], fitted(*[0.9] * (len(walk) - 1))):
            if other not in seen:
                seen.add(other)
                self.play(Create(net.trace(one, other, "blue")), net.paint(other, "blue"), walker.animate.move_to(net.places[other]), *pile.push(other), run_time=seconds)
            else:
                self.play(net.paint(one, "green"), walker.animate.move_to(net.places[other]), *pile.pop(), run_time=seconds)
        cue("done")
        self.show(net.paint(START, "green"), FadeOut(walker), *pile.pop(), seconds=0.9)


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
