from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"


class Settle(ProofreelScene):
    """The cheapest guess is settled and improves its neighbours."""

    def construct(self):
        self.title("The cheapest is certain")
        edges, near = graph_of(EDGES)
        _, _, steps = routes(near, START)
        net = drawing(edges, near)
        cost = {START: 0, **steps[0][1]}
        labels = {key: net.beside(key, words(str(cost[key]) if key in cost else "∞", 30, "yellow" if key in cost else "muted")) for key in near}
        for key in cost:
            role = "green" if key == START else "blue"
            net.nodes[key][0].set_stroke(colour(role), 4).set_fill(colour(role), 0.32)
        self.show(FadeIn(net), *[FadeIn(label) for label in labels.values()], seconds=0.8)
        here, fallen = steps[1]
        cue("cheapest")
        self.show(net.paint(here, "yellow"), Flash(net.nodes[here], color=colour("yellow"), flash_radius=0.6), seconds=1.0)
        cue("settled")
        self.show(net.paint(here, "green"), labels[here].animate.set_color(colour("green")), seconds=0.8)
        cue("relax")
        remark = Remark(-2.45)
        ends = [there for there in near[here] if there != START]
        for there, seconds in zip(ends, fitted(*[1.5] * len(ends))):
            total = cost[here] + near[here][there]
            trace = net.trace(here, there, "yellow", 6)
            told = f"{cost[here]} + {near[here][there]} = {total}"
            if there in fallen:
                known = str(cost[there]) if there in cost else "∞"
                number = net.beside(there, words(str(total), 30, "yellow"))
                self.play(Create(trace), net.paint(there, "blue"), FadeOut(labels[there]), FadeIn(number, scale=0.5), *remark.say(f"{there}: {told} < {known}", "green"), run_time=seconds)
            else:
                self.play(Create(trace), *remark.say(f"{there}: {told}, no gain", "muted"), run_time=seconds)
        if not ends:
            self.show(*remark.say(f"{here} has no other neighbours", "muted"), seconds=0.8)


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
