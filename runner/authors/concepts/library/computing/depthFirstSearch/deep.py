from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Deep(ProofreelScene):
    """Forwards until the first dead end."""

    def construct(self):
        self.title("Always further")
        pairs, near = graph_of(EDGES)
        order, _, walk = search(near, START)
        turn = next((at for at in range(1, len(walk)) if walk[at] in walk[:at]), len(walk))
        net = Network(spread([START, *[key for key in near if key != START]], pairs, height=3.1, y=0.4), pairs)
        walker = Dot(net.places[START], radius=0.52, color=colour("yellow")).set_fill(opacity=0).set_stroke(colour("yellow"), 5)
        self.show(FadeIn(net), FadeIn(walker), net.paint(START, "blue"), seconds=0.8)
        cue("run")
        for one, other, seconds in zip(walk[: turn - 1], walk[1:turn], fitted(*[1.1] * (turn - 1))):
            self.play(Create(net.trace(one, other, "blue")), walker.animate.move_to(net.places[other]), net.paint(other, "blue"), run_time=seconds)
        cue("dead")
        end = walk[turn - 1]
        self.show(net.paint(end, "red"), walker.animate.set_stroke(colour("red")), FadeIn(words(f"{end}: a dead end", 28, "red").move_to([0, -2.4, 0]), shift=UP * 0.2), seconds=0.8)


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
