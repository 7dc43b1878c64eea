from manim import *
from proofreel import *

EDGES = ["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"]
START = "A"


class Run(ProofreelScene):
    """All steps from the beginning."""

    def construct(self):
        self.title("Again and again")
        edges, near = graph_of(EDGES)
        _, _, steps = routes(near, START)
        net = drawing(edges, near)
        labels = {key: net.beside(key, words("0" if key == START else "∞", 30, "yellow" if key == START else "muted")) for key in near}
        self.show(FadeIn(net), *[FadeIn(label) for label in labels.values()], seconds=0.8)
        cue("run")
        remark = Remark(-2.45)
        cost, traces = {START: 0}, {}
        times = iter(fitted(*[seconds for _, fallen in steps[:-1] for seconds in ([0.6, 0.9] if fallen else [0.6])]))
        before = None
        for number, (here, fallen) in enumerate(steps):
            last = number == len(steps) - 1
            if last:
                cue("done")
            calm = [] if before is None else [net.paint(before, "green")]
            seconds = fitted(0.8)[0] if last else next(times)
            self.play(*calm, net.paint(here, "green" if last else "yellow"), labels[here].animate.set_color(colour("green")), *remark.say(f"settled: {here} = {cost[here]}", "green"), run_time=seconds)
            before = here
            if not fallen:
                continue
            moves: list[Animation] = []
            for there, total in fallen.items():
                number_now = net.beside(there, words(str(total), 30, "yellow"))
                moves += [FadeOut(labels[there]), FadeIn(number_now, scale=0.5), net.paint(there, "blue")]
                labels[there] = number_now
                if there in traces:
                    moves.append(FadeOut(traces[there]))
                traces[there] = net.trace(here, there, "blue", 6)
                moves.append(Create(traces[there]))
            cost |= fallen
            self.play(*moves, run_time=next(times))


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
