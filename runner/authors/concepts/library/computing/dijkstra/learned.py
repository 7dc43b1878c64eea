from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"


class Learned(ProofreelScene):
    """All lowest costs, and the cheapest ways as a tree."""

    def construct(self):
        self.title("What we learned")
        edges, near = graph_of(EDGES)
        cost, before, steps = routes(near, START)
        net = drawing(edges, near)
        self.show(FadeIn(net), seconds=0.6)
        cue("all")
        for (here, _), seconds in zip(steps, fitted(*[0.5] * len(steps))):
            trace = [Create(net.trace(before[here], here, "green", 6))] if here in before else []
            self.play(*trace, net.paint(here, "green"), FadeIn(net.beside(here, words(str(cost[here]), 30, "green")), scale=0.5), run_time=seconds)
        cue("need")
        self.show(LaggedStart(*[Indicate(weight, color=None, scale_factor=1.3) for weight in net.weights.values()], lag_ratio=0.15), seconds=1.8)
        cue("sentence")
        self.show(FadeIn(conclusion("Always settle the cheapest point that is left."), shift=UP * 0.2), seconds=0.8)


def graph_of(texts):
    """Edges as (one, other, weight), and the neighbours of each vertex in alphabetical order with their weights."""
    edges = [(text[0], text[2], int(text[4:])) for text in texts]
    near = {key: {} for key in sorted({end for one, other, _ in edges for end in (one, other)})}
    for one, other, weight in sorted(edges):
        near[one][other] = near[other][one] = weight
    return edges, {key: dict(sorted(ends.items())) for key, ends in near.items()}


def routes(near, start):
    """Lowest costs, over whom each came, and per settled vertex which numbers fell."""
    cost, before, steps = {start: 0}, {}, []
    while len(steps) < len(near):
        here = min((key for key in cost if key not in [step[0] for step in steps]), key=lambda key: (cost[key], key))
        fallen = {there: cost[here] + weight for there, weight in near[here].items() if cost[here] + weight < cost.get(there, 1e9)}
        cost |= fallen
        before |= {there: here for there in fallen}
        steps.append((here, fallen))
    return cost, before, steps


def drawing(edges, near):
    return Network(spread([START, *[key for key in near if key != START]], edges, height=3.0, y=0.45), edges)
