from manim import *
from proofreel import *

INPUTS = [1, 0.5]
WEIGHTS = [[1, -2], [2, 1], [-1, 1]]
BIASES = [-0.5, -1, 1]
OUTWARD = [1, 1, -1]


class Question(ProofreelScene):
    """The network, its inputs and its answer."""

    def construct(self):
        self.title("Numbers in, a number out")
        net = drawing()
        cue("net")
        self.show(*net.appear(), seconds=2.0)
        cue("inputs")
        self.show(*[net.paint(f"a{at}", "yellow") for at in range(2)], *[FadeIn(put(net, f"a{at}", value, "ink"), shift=RIGHT * 0.5) for at, value in enumerate(INPUTS)], seconds=1.2)
        cue("answer")
        self.show(net.paint("c", "green"), FadeIn(words("?", 40, "green").move_to(net.places["c"])), seconds=0.8)
        cue("ask")
        self.show(*[net.paint(f"b{at}", "blue") for at in range(3)], *[FadeIn(words("?", 32).move_to(net.places[f"b{at}"])) for at in range(3)], seconds=0.9)


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
