from manim import *
from proofreel import *

N = 5


class Repeats(ProofreelScene):
    """The same calls light up."""

    def construct(self):
        self.title("The same work again")
        numbers, children = calls_of(N)
        edges = [(name, child) for name in children for child in children[name]]
        net = Network(tree_places(children, "r", 11.6, 4.0, 1.75), edges, radius=0.33, labels={name: str(number) for name, number in numbers.items()})
        self.show(FadeIn(net), seconds=0.7)
        counter = Remark(2.6, 4.6, 3.8, 28)
        cue("same")
        self.light(net, children, [name for name in numbers if numbers[name] == 2], "yellow", counter.say(f"F(2): {sum(value == 2 for value in numbers.values())} times", "yellow"))
        other = 3 if N > 4 else 1
        cue("three")
        self.light(net, children, [name for name in numbers if numbers[name] == other], "red", counter.say(f"F({other}): {sum(value == other for value in numbers.values())} times", "red"))
        cue("forget")
        self.show(LaggedStart(*[Indicate(net.nodes[name], color=None, scale_factor=1.2) for name in numbers if 1 <= numbers[name] < N], lag_ratio=0.1), seconds=2.0)

    def light(self, net, children, roots, role, told):
        """Each call with all below it."""
        moves = []
        for root in roots:
            below = [name for name in children if name.startswith(root)]
            moves.append(AnimationGroup(*[net.paint(name, role, 0.45 if name == root else 0.15) for name in below], *[net.paint_edge(name[:-1], name, role, 5) for name in below if name != root]))
        self.show(LaggedStart(*moves, lag_ratio=0.5), *told, seconds=2.2)


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
