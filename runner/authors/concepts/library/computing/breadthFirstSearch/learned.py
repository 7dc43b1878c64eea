from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Learned(ProofreelScene):
    """The graph with all distances."""

    def construct(self):
        self.title("What we learned")
        pairs, near = graph_of(EDGES)
        distance, finder = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs, height=3.1, y=0.4), pairs)
        cue("graph")
        self.show(*net.appear(), seconds=1.4)
        cue("rings")
        roles = ["yellow", "blue", "green", "red"]
        rings = max(distance.values()) + 1
        for ring, seconds in zip(range(rings), fitted(*[0.7] * rings)):
            found = [key for key in distance if distance[key] == ring]
            role = roles[ring % len(roles)]
            labels = [net.beside(key, words(str(ring), 28, role)) for key in found]
            traces = [Create(net.trace(finder[key], key, role)) for key in found if key in finder]
            self.play(*traces, *[net.paint(key, role) for key in found], *[FadeIn(label, scale=0.5) for label in labels], run_time=seconds)
        cue("sentence")
        self.show(FadeIn(conclusion("Ring by ring, like a wave: the fewest steps to every point."), shift=UP * 0.2), seconds=0.8)


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
