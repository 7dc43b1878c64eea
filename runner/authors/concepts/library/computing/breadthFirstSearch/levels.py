from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Levels(ProofreelScene):
    """The same graph with its vertices in columns by distance."""

    def construct(self):
        self.title("Sorted by distance")
        pairs, near = graph_of(EDGES)
        distance, finder = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs), pairs)
        last = max(distance.values())
        columns = [[key for key in distance if distance[key] == ring] for ring in range(last + 1)]
        places = {}
        for ring, column in enumerate(columns):
            for at, key in enumerate(column):
                # A line within a column bends around nothing: so its vertices stand a little askew.
                askew = 0.35 * (at % 2) if len(column) > 2 else 0.0
                places[key] = (-4.8 + 9.6 * ring / last + askew, 0.2 + ((len(column) - 1) / 2 - at) * min(1.3, 4.0 / len(column)))
        sorted_net = Network(places, pairs)
        self.show(FadeIn(net), net.paint(START, "yellow"), seconds=0.8)
        sorted_net.nodes[START][0].set_stroke(colour("yellow"), 4).set_fill(colour("yellow"), 0.32)
        cue("move", 2)
        self.show(*[ReplacementTransform(net.edge(*pair), sorted_net.edge(*pair)) for pair in pairs], *[ReplacementTransform(net.nodes[key], sorted_net.nodes[key]) for key in near], seconds=2.0)
        heads = VGroup(*[words(str(ring), 30, "yellow").move_to([-4.8 + 9.6 * ring / last, -2.4, 0]) for ring in range(last + 1)])
        name = words("steps", 24, "muted").next_to(heads[0], LEFT, buff=0.4)
        self.show(FadeIn(name), LaggedStart(*[FadeIn(head, shift=UP * 0.2) for head in heads], lag_ratio=0.3), seconds=1.0)
        cue("skip")
        self.show(LaggedStart(*[ShowPassingFlash(sorted_net.trace(*sorted(pair, key=lambda end: distance[end])), time_width=0.6) for pair in pairs], lag_ratio=0.1), seconds=2.0)
        cue("tree")
        traces = [sorted_net.trace(finder[key], key, "green") for key in distance if key in finder]
        self.show(LaggedStart(*[Create(trace) for trace in traces], lag_ratio=0.2), seconds=1.6)


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
