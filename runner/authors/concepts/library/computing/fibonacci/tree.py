from manim import *
from proofreel import *

N = 5


class Tree(ProofreelScene):
    """The tree of calls, level by level."""

    def construct(self):
        self.title("Calls call calls")
        numbers, children = calls_of(N)
        edges = [(name, child) for name in children for child in children[name]]
        net = Network(tree_places(children, "r", 11.6, 4.0, 1.75), edges, radius=0.33, labels={name: str(number) for name, number in numbers.items()})
        levels = [[name for name in numbers if len(name) == level + 1] for level in range(N)]
        cue("root")
        times = fitted(0.7, 1.0)
        self.play(FadeIn(net.nodes["r"], scale=0.6), run_time=times[0])
        self.play(*self.grown(net, levels[1]), run_time=times[1])
        cue("grow")
        for level, seconds in zip(levels[2:], fitted(*[1.3] * (N - 2))):
            self.play(*self.grown(net, level), run_time=seconds)
        leaves = [name for name in numbers if numbers[name] < 2]
        cue("count", 2)
        self.show(*[net.paint(name, "green") for name in leaves], seconds=0.8)
        self.show(FadeIn(words(f"{len(numbers)} calls", 32, "yellow").move_to([4.9, 2.6, 0])), seconds=0.6)

    def grown(self, net, names):
        return [animation for name in names for animation in (Create(net.edge(name[:-1], name)), FadeIn(net.nodes[name], scale=0.6))]


def calls_of(n):
    """The tree of calls: places, edges, and which number each call works out; a call is named by its way from the root."""
    numbers, children = {}, {}

    def call(name, number):
        numbers[name] = number
        children[name] = [name + "a", name + "b"] if number > 1 else []
        for child, smaller in zip(children[name], (number - 1, number - 2)):
            call(child, smaller)

    call("r", n)
    return numbers, children
