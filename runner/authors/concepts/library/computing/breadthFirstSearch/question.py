from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Question(ProofreelScene):
    """A graph, a start and a goal."""

    def construct(self):
        self.title("How many steps away?")
        pairs, near = graph_of(EDGES)
        distance, _ = search(near, START)
        goal = list(distance)[-1]
        net = Network(spread([START, *[key for key in near if key != START]], pairs), pairs)
        cue("graph")
        self.show(*net.appear(), seconds=1.8)
        cue("start")
        self.show(net.paint(START, "yellow"), Flash(net.nodes[START], color=colour("yellow"), flash_radius=0.6), seconds=0.9)
        cue("goal")
        self.show(net.paint(goal, "green"), Flash(net.nodes[goal], color=colour("green"), flash_radius=0.6), seconds=0.9)
        cue("all")
        marks = VGroup(*[net.beside(key, words("?", 28, "yellow")) for key in near if key != START])
        self.show(LaggedStart(*[FadeIn(mark, scale=0.5) for mark in marks], lag_ratio=0.15), seconds=1.4)


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
