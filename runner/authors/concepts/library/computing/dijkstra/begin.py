from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"


class Begin(ProofreelScene):
    """Zero, infinity, and the first guesses."""

    def construct(self):
        self.title("What we know at first")
        edges, near = graph_of(EDGES)
        net = drawing(edges, near)
        self.show(FadeIn(net), seconds=0.8)
        cue("zero")
        zero = net.beside(START, words("0", 30, "yellow"))
        self.show(net.paint(START, "green"), FadeIn(zero, scale=0.5), seconds=0.8)
        cue("infinite")
        labels = {key: net.beside(key, words("∞", 32, "muted")) for key in near if key != START}
        self.show(LaggedStart(*[FadeIn(label, scale=0.5) for label in labels.values()], lag_ratio=0.15), seconds=1.2)
        cue("near")
        for (key, weight), seconds in zip(near[START].items(), fitted(*[1.0] * len(near[START]))):
            guess = net.beside(key, words(str(weight), 30, "yellow"))
            self.play(Create(net.trace(START, key, "blue", 6)), net.paint(key, "blue"), FadeOut(labels[key]), FadeIn(guess, scale=0.5), run_time=seconds)


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
