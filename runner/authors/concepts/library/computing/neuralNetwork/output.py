from manim import *
from proofreel import *

INPUTS = [1, 0.5]
WEIGHTS = [[1, -2], [2, 1], [-1, 1]]
BIASES = [-0.5, -1, 1]
OUTWARD = [1, 1, -1]


class Output(ProofreelScene):
    """The last sum, squeezed between zero and one."""

    def construct(self):
        self.title("The answer")
        _, hidden, total, answer = forward()
        net = drawing(-3.6, -0.1, 5.0, 3.6)
        self.show(FadeIn(net), *[FadeIn(put(net, f"b{at}", value, "ink")) for at, value in enumerate(hidden)], *[FadeIn(put(net, f"a{at}", value, "ink")) for at, value in enumerate(INPUTS)], seconds=0.8)
        cue("sum", 2)
        self.show(*[ShowPassingFlash(net.trace(f"b{at}", "c", "yellow", 8), time_width=0.5) for at in range(3)], seconds=1.2)
        waiting = put(net, "c", total, "ink")
        self.show(net.paint("c", "yellow"), FadeIn(waiting, scale=0.5), seconds=0.6)
        cue("squash")
        reach = max(4, int(np.ceil(abs(total))) + 1)
        plot = Plot((-reach, reach), (0, 1), 5.4, 3.4).move_to([3.4, -0.1, 0])
        self.show(FadeIn(plot), Create(plot.curve(lambda z: 1 / (1 + np.exp(-z)), "blue")), seconds=1.6)
        cue("answer")
        dot = plot.dot((total, 0))
        times = fitted(0.4, 1.2)
        self.play(FadeIn(dot, scale=3), run_time=times[0])
        self.play(dot.animate.move_to(plot.axes.c2p(total, answer)), FadeOut(waiting), FadeIn(put(net, "c", answer, "ink"), scale=0.5), net.paint("c", "green"), FadeIn(words(f"answer {shown(answer)}", 34, "green").move_to([3.4, -2.5, 0])), run_time=times[1])


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
