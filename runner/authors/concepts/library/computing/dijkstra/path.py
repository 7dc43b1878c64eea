from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"
GOAL = "F"


class Path(ProofreelScene):
    """Back from the goal, and the costs on the way."""

    def construct(self):
        self.title("The way itself")
        edges, near = graph_of(EDGES)
        cost, before, _ = routes(near, START)
        net = drawing(edges, near)
        for key in near:
            net.nodes[key][0].set_stroke(colour("green"), 4).set_fill(colour("green"), 0.2)
        labels = [net.beside(key, words(str(cost[key]), 30, "green")) for key in near]
        self.show(FadeIn(net), *[FadeIn(label) for label in labels], seconds=0.8)
        way = [GOAL]
        while way[-1] in before:
            way.append(before[way[-1]])
        cue("back")
        times = fitted(0.5, *[0.9] * (len(way) - 1))
        self.play(net.paint(GOAL, "yellow"), run_time=times[0])
        for one, other, seconds in zip(way, way[1:], times[1:]):
            self.play(Create(net.trace(one, other, "yellow", 8)), net.paint(other, "yellow"), run_time=seconds)
        way.reverse()
        costs = [near[one][other] for one, other in zip(way, way[1:])]
        cue("sum")
        remark = Remark(-2.45, size=34)
        self.show(*remark.say(f"{' + '.join(map(str, costs))} = {sum(costs)}" if len(costs) > 1 else f"cost {costs[0]}", "yellow"), seconds=0.8)
        cue("compare")
        self.show(LaggedStart(*[Indicate(net.nodes[key], color=None, scale_factor=1.2) for key in way], lag_ratio=0.3), seconds=1.6)


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
