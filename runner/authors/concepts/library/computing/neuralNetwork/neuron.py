from manim import *
from proofreel import *

INPUTS = [1, 0.5]
WEIGHTS = [[1, -2], [2, 1], [-1, 1]]
BIASES = [-0.5, -1, 1]
OUTWARD = [1, 1, -1]


class Neuron(ProofreelScene):
    """The second hidden neuron, term by term."""

    def construct(self):
        self.title("One neuron")
        row, bias = WEIGHTS[1], BIASES[1]
        raw = forward()[0][1]
        places = {"a0": (-5.6, 1.1), "a1": (-5.6, -1.3), "b": (-0.4, -0.1)}
        net = Network(places, [("a0", "b"), ("a1", "b")], radius=0.55, labels={key: " " for key in places})
        values = [words(shown(value), 32).move_to(net.places[f"a{at}"]) for at, value in enumerate(INPUTS)]
        self.show(FadeIn(net), net.paint("a0", "yellow"), net.paint("a1", "yellow"), *[FadeIn(value) for value in values], seconds=0.8)
        cue("weights")
        tags = [on_panel(shown(weight), "blue" if weight >= 0 else "red", 30).move_to((net.places[f"a{at}"] + net.places["b"]) / 2) for at, weight in enumerate(row)]
        self.show(*[net.paint_edge(f"a{at}", "b", "blue" if weight >= 0 else "red", 3 + 2 * abs(weight)) for at, weight in enumerate(row)], *[FadeIn(tag, scale=0.5) for tag in tags], seconds=1.0)
        cue("products")
        lines = [words(f"{shown(weight)} · {shown(value) if value >= 0 else '(' + shown(value) + ')'} = {shown(weight * value)}", 32) for weight, value in zip(row, INPUTS)]
        for at, (line, seconds) in enumerate(zip(lines, fitted(1.3, 1.3))):
            line.move_to([3.9, 1.4 - at * 0.75, 0])
            self.play(TransformFromCopy(VGroup(values[at], tags[at][1]), line), run_time=seconds)
        cue("sum")
        total = sum(weight * value for weight, value in zip(row, INPUTS))
        self.show(FadeIn(words(f"sum  {shown(total)}", 34, "yellow").move_to([3.9, -0.2, 0]), shift=UP * 0.2), seconds=0.8)
        cue("bias", 2)
        self.show(FadeIn(words(f"bias  {shown(bias)}", 34, "red").move_to([3.9, -0.95, 0]), shift=UP * 0.2), seconds=0.7)
        result = words(shown(raw), 44, "green").move_to([3.9, -1.8, 0])
        self.show(FadeIn(result, shift=UP * 0.2), TransformFromCopy(result, words(shown(raw), 32, "green").move_to(net.places["b"])), net.paint("b", "green"), seconds=1.0)


def shown(value):
    """At most two decimals, with a proper minus."""
    return f"{round(value, 2):g}".replace("-", "−")


def forward():
    """Sums and values of the hidden layer, the last sum, the answer."""
    raw = [sum(w * x for w, x in zip(row, INPUTS)) + bias for row, bias in zip(WEIGHTS, BIASES)]
    hidden = [max(0, value) for value in raw]
    total = sum(w * h for w, h in zip(OUTWARD, hidden))
    return raw, hidden, total, 1 / (1 + np.exp(-total))


def drawing(x=0.0, y=-0.2, width=9.0, height=3.9):
    """Inputs a0 a1, hidden b0 b1 b2, answer c; lines as thick as their weights, blue above zero and red below."""
    places = {f"a{at}": (x - width / 2, y + (0.5 - at) * height * 0.55) for at in range(2)}
    places |= {f"b{at}": (x, y + (1 - at) * height / 2) for at in range(3)}
    places["c"] = (x + width / 2, y)
    weights = {(f"a{k}", f"b{at}"): WEIGHTS[at][k] for at in range(3) for k in range(2)} | {(f"b{at}", "c"): OUTWARD[at] for at in range(3)}
    net = Network(places, list(weights), radius=0.5, labels={key: " " for key in places})
    for pair, weight in weights.items():
        net.edge(*pair).set_stroke(colour("blue" if weight >= 0 else "red"), 2 + 2 * abs(weight), 0.55)
    return net


def put(net, key, value, role):
    """A value in a neuron."""
    return words(shown(value), 28, role).move_to(net.places[key])
