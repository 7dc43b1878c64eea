from manim import *
from proofreel import *

N = 5


class Memo(ProofreelScene):
    """The calls that are still made, in their order, and the notebook that fills."""

    def construct(self):
        self.title("A notebook")
        numbers, children = calls_of(N)
        edges = [(name, child) for name in children for child in children[name]]
        net = Network(tree_places(children, "r", 9.2, 4.0, 1.75, -1.6), edges, radius=0.3, labels={name: str(number) for name, number in numbers.items()})
        net.set_opacity(0.12)
        for node in net.nodes.values():
            node[1].set_opacity(0)
        side = min(0.62, 4.2 / (N + 1))
        book = VGroup(*[VGroup(Rectangle(width=2.3, height=side, color=FRAME, stroke_width=2, fill_color=PANEL, fill_opacity=1), words(f"F({at})", 24, "muted").shift(LEFT * 0.55)).move_to([5.3, -2.3 + at * side, 0]) for at in range(N + 1)])
        self.show(FadeIn(net), FadeIn(book), seconds=0.7)

        # The run with a notebook: each call that is made, what it is worth, and whether it was looked up.
        notes, steps = {}, []

        def call(name):
            number = numbers[name]
            if number in notes:
                steps.append(("looked up", name))
                return notes[number]
            steps.append(("called", name))
            value = number if number < 2 else call(children[name][0]) + call(children[name][1])
            notes[number] = value
            steps.append(("noted", name))
            return value

        call("r")
        made = [name for kind, name in steps if kind != "noted"]
        cue("run")
        for (kind, name), seconds in zip(steps, fitted(*[0.7] * len(steps))):
            node, row = net.nodes[name], book[numbers[name]]
            if kind == "noted":
                value = words(str(notes[numbers[name]]), 26, "green").move_to(row[0]).shift(RIGHT * 0.55)
                self.play(net.paint(name, "green"), TransformFromCopy(node[1], value), row[0].animate.set_stroke(colour("green"), 3), run_time=seconds)
                continue
            role = "yellow" if kind == "looked up" else "blue"
            edge = [net.edge(name[:-1], name).animate.set_stroke(colour(role), 5, 1)] if name != "r" else []
            self.play(*edge, node[0].animate.set_stroke(colour(role), 4, 1).set_fill(colour(role), 0.32), node[1].animate.set_opacity(1), run_time=seconds)
        cue("pruned")
        told = words(f"{len(made)} calls instead of {len(numbers)}", 28, "green").move_to([-1.6, -2.65, 0])
        gone = [name for name in numbers if name not in made]
        self.show(*[FadeOut(net.nodes[name]) for name in gone], *[FadeOut(net.edge(name[:-1], name)) for name in gone], FadeIn(told, shift=UP * 0.2), seconds=1.0)


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
