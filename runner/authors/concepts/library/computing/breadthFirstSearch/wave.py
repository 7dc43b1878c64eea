from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Wave(ProofreelScene):
    """Rings around the start, one after the other."""

    def construct(self):
        self.title("Like a wave")
        pairs, near = graph_of(EDGES)
        distance, finder = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs), pairs)
        self.show(FadeIn(net), seconds=0.7)
        roles = ["yellow", "blue", "green", "red"]
        for ring in range(max(distance.values()) + 1):
            cue(f"ring{ring}", 2)
            found = [key for key in distance if distance[key] == ring]
            role = roles[ring % len(roles)]
            if ring:
                traces = [net.trace(finder[key], key, role) for key in found]
                self.show(*[Create(trace) for trace in traces], seconds=0.8)
            labels = [net.beside(key, words(str(ring), 28, role)) for key in found]
            self.show(*[net.paint(key, role) for key in found], *[FadeIn(label, scale=0.5) for label in labels], seconds=0.7)
        cue("end")
        self.show(LaggedStart(*[Indicate(net.nodes[key], color=None, scale_factor=1.15) for key in distance], lag_ratio=0.15), seconds=1.8)


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
