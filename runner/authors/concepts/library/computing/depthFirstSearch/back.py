from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Back(ProofreelScene):
    """From the first dead end back to where something new is."""

    def construct(self):
        self.title("And then back")
        pairs, near = graph_of(EDGES)
        order, finder, walk = search(near, START)
        turn = next((at for at in range(1, len(walk)) if walk[at] in walk[:at]), len(walk))
        new = next((at for at in range(turn, len(walk)) if walk[at] not in walk[:turn]), len(walk))
        net = Network(spread([START, *[key for key in near if key != START]], pairs, height=3.1, y=0.4), pairs)
        for key in walk[:turn]:
            net.nodes[key][0].set_stroke(colour("blue"), 4).set_fill(colour("blue"), 0.32)
        walker = Circle(0.52, color=colour("yellow"), stroke_width=5).move_to(net.places[walk[turn - 1]])
        self.show(FadeIn(net), FadeIn(walker), seconds=0.8)
        thread = {(one, other): net.trace(one, other, "yellow", 5) for one, other in zip(walk[: turn - 1], walk[1:turn])}
        cue("thread")
        self.show(LaggedStart(*[Create(line) for line in thread.values()], lag_ratio=0.6), seconds=1.6)
        cue("back")
        for at, seconds in zip(range(turn, new), fitted(*[1.1] * (new - turn))):
            line = thread[walk[at], walk[at - 1]]
            self.play(Uncreate(line), walker.animate.move_to(net.places[walk[at]]), net.paint(walk[at - 1], "green"), run_time=seconds)
        cue("next")
        if new < len(walk):
            here = walk[new - 1]
            self.show(Create(net.trace(here, walk[new], "blue")), net.paint(walk[new], "blue"), walker.animate.move_to(net.places[walk[new]]), seconds=1.0)
        else:
            self.show(net.paint(START, "green"), FadeOut(walker), seconds=1.0)


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
