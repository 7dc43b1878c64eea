from manim import *
from proofreel import *

INPUTS = [1, 0.5]
WEIGHTS = [[1, -2], [2, 1], [-1, 1]]
BIASES = [-0.5, -1, 1]
OUTWARD = [1, 1, -1]


class Bend(ProofreelScene):
    """The graph of the activation, and the neuron's sum on it."""

    def construct(self):
        self.title("A bend in the line")
        raw = forward()[0][1]
        reach = max(3, int(np.ceil(abs(raw))))
        plot = Plot((-reach, reach), (-1, reach), 8.4, 4.4).move_to([-1.6, -0.3, 0])
        self.show(FadeIn(plot), seconds=0.7)
        cue("bend")
        bend = VMobject(color=colour("blue"), stroke_width=6).set_points_as_corners([plot.axes.c2p(*point) for point in ((-reach, 0), (0, 0), (reach, reach))])
        self.show(Create(bend), FadeIn(words("max(0, z)", 34, "blue").move_to([4.9, 1.6, 0])), seconds=1.8)
        cue("value", 2)
        dot = plot.dot((raw, 0))
        self.show(FadeIn(dot, scale=3), FadeIn(words(f"z = {shown(raw)}", 32, "yellow").move_to([4.9, 0.5, 0])), seconds=0.8)
        out = max(0, raw)
        line = DashedLine(plot.axes.c2p(raw, 0), plot.axes.c2p(raw, out) + UP * 1e-3, color=colour("yellow"), stroke_width=3)
        self.show(Create(line), dot.animate.move_to(plot.axes.c2p(raw, out)), FadeIn(words(f"max(0, z) = {shown(out)}", 32, "green").move_to([4.9, -0.3, 0])), seconds=1.2)
        cue("why")
        straight = plot.curve(lambda z: z, "muted", (-1, reach), dashed=True)
        self.show(Create(straight), FadeIn(words("straight stays straight", 26, "muted").move_to([4.9, -1.6, 0])), seconds=1.2)


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
