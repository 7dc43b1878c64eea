from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"
GOAL = "F"


class Question(ProofreelScene):
    """A graph with costs, and the way with the fewest lines."""

    def construct(self):
        self.title("Few steps or low cost?")
        edges, near = graph_of(EDGES)
        net = drawing(edges, near)
        cue("graph")
        self.show(*net.appear(), seconds=1.8)
        cue("ends")
        self.show(net.paint(START, "yellow"), net.paint(GOAL, "green"), seconds=0.8)
        cue("direct", 2)
        hops = {START: 0}
        queue = [START]
        for here in queue:
            for there in near[here]:
                if there not in hops:
                    hops[there] = hops[here] + 1
                    queue.append(there)
        way = [GOAL]
        while way[-1] != START:
            here = way[-1]
            way.append(min((there for there in near[here] if hops[there] == hops[here] - 1), key=lambda there: (near[here][there], there)))
        way.reverse()
        self.show(*[net.paint_edge(one, other, "red") for one, other in zip(way, way[1:])], seconds=1.2)
        costs = [near[one][other] for one, other in zip(way, way[1:])]
        remark = Remark(-2.45)
        self.show(*remark.say(f"{' + '.join(map(str, costs))} = {sum(costs)}" if len(costs) > 1 else f"cost {costs[0]}", "red"), seconds=0.7)
        cue("ask")
        self.show(*remark.say(f"cheaper than {sum(costs)}?", "yellow"), seconds=0.7)


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
