from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Queue(ProofreelScene):
    """The search with its queue."""

    def construct(self):
        self.title("A queue keeps the order")
        pairs, near = graph_of(EDGES)
        net = Network(spread([START, *[key for key in near if key != START]], pairs, height=3.1, y=0.4), pairs)
        rail = words("queue", 26, "muted").move_to([-6.0, -2.35, 0])
        queue = Pile([-4.6, -2.35], RIGHT, width=0.8, height=0.62)
        self.show(FadeIn(net), FadeIn(rail), seconds=0.7)
        cue("first")
        self.show(net.paint(START, "blue"), *queue.push(START), seconds=0.7)

        # (vertex, its new neighbours), in the order of the queue.
        steps, waiting, seen = [], [START], {START}
        while waiting:
            here = waiting.pop(0)
            new = [there for there in near[here] if there not in seen]
            seen.update(new)
            waiting += new
            steps.append((here, new))
        cue("run")
        times = iter(fitted(*[seconds for _, new in steps for seconds in ([0.7, 0.9] if new else [0.7])]))
        before = None
        for here, new in steps:
            done = [] if before is None else [net.paint(before, "green")]
            self.play(*done, net.paint(here, "yellow"), *queue.take_first(), run_time=next(times))
            if new:
                found = [animation for there in new for animation in (Create(net.trace(here, there, "blue")), net.paint(there, "blue"))]
                self.play(*found, *[animation for there in new for animation in queue.push(there)], run_time=next(times))
            before = here
        cue("done")
        self.show(net.paint(before, "green"), FadeIn(words("empty", 26, "green").next_to(rail, RIGHT, buff=0.5)), seconds=0.8)


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
