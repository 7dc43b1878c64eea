from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Path(ProofreelScene):
    """From the farthest vertex back to the start."""

    def construct(self):
        self.title("The way back")
        pairs, near = graph_of(EDGES)
        distance, finder = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs, height=3.1, y=0.4), pairs)
        tree = VGroup(*[net.trace(finder[key], key, "blue", 5) for key in finder])
        self.show(FadeIn(net), net.paint(START, "yellow"), FadeIn(tree), seconds=0.9)
        here = list(distance)[-1]
        cue("goal")
        self.show(net.paint(here, "green"), Flash(net.nodes[here], color=colour("green"), flash_radius=0.6), seconds=0.8)
        cue("back")
        way = [here]
        while way[-1] in finder:
            way.append(finder[way[-1]])
        for one, other, seconds in zip(way, way[1:], fitted(*[0.9] * (len(way) - 1))):
            self.play(Create(net.trace(one, other, "yellow", 9)), net.paint(other, "yellow"), run_time=seconds)
        cue("path")
        told = Cells(list(reversed(way)), side=0.8, indices=False)
        chain = VGroup(*[VGroup(*([words("→", 28, "muted")] if at else []), row) for at, row in enumerate(told.rows)])
        for link in chain:
            link.arrange(RIGHT, buff=0.2)
        chain.arrange(RIGHT, buff=0.2).move_to([0, -2.4, 0])
        self.show(LaggedStart(*[FadeIn(link, shift=LEFT * 0.2) for link in chain], lag_ratio=0.3), seconds=1.4)


def graph_of(texts):
    """Edges as pairs, and the neighbours of each vertex in alphabetical order."""
    pairs = [tuple(text.split("-")) for text in texts]
    near = {key: sorted({end for pair in pairs if key in pair for end in pair} - {key}) for key in sorted({end for pair in pairs for end in pair})}
    return pairs, near


def search(near, start):
    """Distances in the order of finding, and who found whom."""
    distance, finder = {start: 0}, {}
    queue = [start]
    while queue:
        here = queue.pop(0)
        for there in near[here]:
            if there not in distance:
                distance[there], finder[there] = distance[here] + 1, here
                queue.append(there)
    return distance, finder
