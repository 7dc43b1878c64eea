from manim import *
from proofreel import *

EDGES = ["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"]
START = "A"


class Tree(ProofreelScene):
    """The graph becomes the tree of the walk."""

    def construct(self):
        self.title("The tree of the walk")
        pairs, near = graph_of(EDGES)
        order, finder, walk = search(near, START)
        net = Network(spread([START, *[key for key in near if key != START]], pairs), pairs)
        self.show(FadeIn(net), seconds=0.7)
        cue("order")
        labels = {key: net.beside(key, words(str(at + 1), 28, "yellow")) for at, key in enumerate(order)}
        self.show(LaggedStart(*[AnimationGroup(FadeIn(labels[key], scale=0.5), net.paint(key, "blue")) for key in order], lag_ratio=0.4), seconds=2.4)
        cue("tree")
        children = {key: [child for child in order if finder.get(child) == key] for key in order}
        depth = {START: 0}
        for child in order[1:]:
            depth[child] = depth[finder[child]] + 1
        # Lying on its side, since a walk can be long and is never wide.
        far = max(depth.values())
        upright = tree_places(children, START, 3.6, 1.0, 0.0)
        reach = min(10.8, 2.2 * far)
        places = {key: (-reach / 2 + depth[key] * reach / far, -0.2 - upright[key][0]) for key in order}
        tree = Network(places, [(finder[child], child) for child in order[1:]])
        for key in order:
            tree.nodes[key][0].set_stroke(colour("blue"), 4).set_fill(colour("blue"), 0.32)
        for line in tree.edges.values():
            line.set_color(colour("green"))
        moved = {key: tree.beside(key, labels[key].copy()) for key in order}
        walked = {frozenset(edge) for edge in ((finder[child], child) for child in order[1:])}
        self.show(
            *[ReplacementTransform(net.nodes[key], tree.nodes[key]) for key in order],
            *[ReplacementTransform(net.edge(*pair), tree.edge(*pair)) if frozenset(pair) in walked else FadeOut(net.edge(*pair)) for pair in pairs],
            *[Transform(labels[key], moved[key]) for key in order],
            seconds=2.0,
        )
        cue("walk")
        walker = Circle(0.43, color=colour("yellow"), stroke_width=5).move_to(tree.places[START])
        times = fitted(0.3, *[0.6] * (len(walk) - 1))
        self.play(FadeIn(walker), run_time=times[0])
        for key, seconds in zip(walk[1:], times[1:]):
            self.play(walker.animate.move_to(tree.places[key]), run_time=seconds)


def graph_of(texts):
    """Edges as pairs, and the neighbours of each vertex in alphabetical order."""
    pairs = [tuple(text.split("-")) for text in texts]
    near = {key: sorted({end for pair in pairs if key in pair for end in pair} - {key}) for key in sorted({end for pair in pairs for end in pair})}
    return pairs, near


def search(near, start):
    """The order of first visits, who was found from where, and every step of the walk, forwards and back."""
    order, finder, walk = [start], {}, [start]
    stack = [start]
    while stack:
        new = [there for there in near[stack[-1]] if there not in order]
        if new:
            finder[new[0]] = stack[-1]
            order.append(new[0])
            stack.append(new[0])
        else:
            stack.pop()
        if stack:
            walk.append(stack[-1])
    return order, finder, walk
