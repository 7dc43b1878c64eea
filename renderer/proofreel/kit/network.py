"""Vertices and edges: graphs, trees of calls, layers of neurons. A place is (x, y) in Manim units."""

import math
import random
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from manim import Animation, Circle, Create, FadeIn, LaggedStart, Line, Mobject, Rectangle, RoundedRectangle, VGroup

from .. import theme
from .text import fit, words

Place = Sequence[float]


class Network(VGroup):
    """Edges are (one, other) or (one, other, weight); `labels` names vertices otherwise than by their keys.

    With `boxes` vertices are boxes as wide as their labels, for trees of calls.
    """

    def __init__(self, places: Mapping[Hashable, Place], edges: Sequence[Sequence] = (), radius: float = 0.38, labels: Mapping[Hashable, str] | None = None, boxes: bool = False, size: float = 28):
        super().__init__()
        self.radius = radius
        self.places = {key: np.array([float(place[0]), float(place[1]), 0.0]) for key, place in places.items()}
        self.nodes: dict[Hashable, VGroup] = {}
        self.edges: dict[frozenset, Line] = {}
        self.weights: dict[frozenset, VGroup] = {}
        for key, place in self.places.items():
            text = words(str(key) if labels is None else labels.get(key, str(key)), size)
            if boxes:
                shape: Mobject = RoundedRectangle(corner_radius=0.12, width=text.width + 0.3, height=max(0.5, text.height + 0.22))
            else:
                shape = Circle(radius)
                fit(text, radius * 1.5)
            shape.set_stroke(theme.MUTED, 3).set_fill(theme.PANEL, 1)
            self.nodes[key] = VGroup(shape, text.move_to(shape)).move_to(place)
        for one, other, *weight in edges:
            key = frozenset((one, other))
            start, end = self._rim(one, other), self._rim(other, one)
            self.edges[key] = Line(start, end, color=theme.FRAME, stroke_width=4)
            if weight:
                # Above what traces its edge.
                self.weights[key] = on_panel(str(weight[0])).move_to((start + end) / 2).set_z_index(1)
        self.lines = VGroup(*self.edges.values())
        self.add(self.lines, VGroup(*self.nodes.values()), VGroup(*self.weights.values()))

    def _rim(self, here: Hashable, there: Hashable) -> np.ndarray:
        """Where an edge to `there` leaves the shape of `here`."""
        shape, toward = self.nodes[here][0], self.places[there] - self.places[here]
        length = float(np.linalg.norm(toward)) or 1.0
        if isinstance(shape, Circle):
            return self.places[here] + toward / length * (self.radius + 0.04)
        reach = min((shape.width / 2 + 0.04) / max(1e-9, abs(toward[0])), (shape.height / 2 + 0.04) / max(1e-9, abs(toward[1])))
        return self.places[here] + toward * min(1.0, reach)

    def edge(self, one: Hashable, other: Hashable) -> Line:
        return self.edges[frozenset((one, other))]

    def appear(self) -> list[Animation]:
        return [
            LaggedStart(*[FadeIn(node, scale=0.7) for node in self.nodes.values()], lag_ratio=0.08),
            LaggedStart(*[Create(line) for line in self.edges.values()], lag_ratio=0.06),
            *[FadeIn(weight) for weight in self.weights.values()],
        ]

    def paint(self, key: Hashable, role: str, fill: float = 0.32) -> Animation:
        colour = theme.colour(role)
        return self.nodes[key][0].animate.set_stroke(colour, 4, 1).set_fill(colour, fill)

    def paint_edge(self, one: Hashable, other: Hashable, role: str, width: float = 7) -> Animation:
        colour = theme.FRAME if role == "frame" else theme.colour(role)
        return self.edge(one, other).animate.set_stroke(colour, width, 1)

    def trace(self, one: Hashable, other: Hashable, role: str = "yellow", width: float = 7) -> Line:
        """A coloured line over an edge that begins at `one`, to be created."""
        return Line(self._rim(one, other), self._rim(other, one), color=theme.colour(role), stroke_width=width)

    def beside(self, key: Hashable, label: Mobject) -> Mobject:
        """Puts a label next to a vertex, where the fewest edges leave it and no other vertex is near."""
        here = self.places[key]
        angles = [math.atan2(*(self.places[next(iter(pair - {key}))] - here)[1::-1]) for pair in self.edges if key in pair]
        best, best_score = here, -math.inf
        for eighth in range(8):
            angle = math.pi / 2 + eighth * math.pi / 4
            reach = self.radius + 0.1
            toward = np.array([math.cos(angle), math.sin(angle), 0.0])
            spot = here + toward * reach + np.array([toward[0] * label.width / 2, toward[1] * label.height / 2, 0.0])
            free = min([abs(math.remainder(angle - other, 2 * math.pi)) for other in angles], default=math.pi)
            others = min([float(np.linalg.norm(place - spot)) for other, place in self.places.items() if other != key], default=9.0)
            inside = theme.LEFT_EDGE + label.width / 2 <= spot[0] <= theme.RIGHT_EDGE - label.width / 2 and theme.BOTTOM_EDGE <= spot[1] <= theme.TITLE_BOTTOM
            lines = min([_gap(spot, line.get_start(), line.get_end()) for line in self.edges.values()], default=9.0)
            score = min(free, 1.2) + 0.3 * min(others, 1.5) - (0 if inside else 5) - (0 if lines > 0.26 else 2) - 0.01 * eighth
            if score > best_score:
                best, best_score = spot, score
        return label.move_to(best)


def _gap(spot: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    """How far a point is from a line between two points."""
    along = end - start
    share = min(1.0, max(0.0, float((spot - start) @ along) / (float(along @ along) or 1.0)))
    return float(np.linalg.norm(spot - start - share * along))


def on_panel(text: str, role: str = "ink", size: float = theme.LABEL_SIZE + 2) -> VGroup:
    """A short text on a piece of background, to lie on a line."""
    label = words(text, size, role)
    panel = Rectangle(width=label.width + 0.16, height=label.height + 0.14, stroke_width=0, fill_color=theme.BACKGROUND, fill_opacity=1)
    return VGroup(panel, label.move_to(panel))


def tree_places(children: Mapping[Hashable, Sequence[Hashable]], root: Hashable, width: float, height: float, top: float, x: float = 0.0) -> dict[Hashable, tuple[float, float]]:
    """Places of a tree: leaves side by side in order, each parent over the middle of its children."""
    across: dict[Hashable, float] = {}
    depth: dict[Hashable, int] = {}

    def visit(key: Hashable, level: int, next_leaf: float) -> float:
        depth[key] = level
        below = children.get(key, ())
        if not below:
            across[key] = next_leaf
            return next_leaf + 1
        for child in below:
            next_leaf = visit(child, level + 1, next_leaf)
        across[key] = (across[below[0]] + across[below[-1]]) / 2
        return next_leaf

    leaves = visit(root, 0, 0.0)
    levels = max(depth.values())
    return {
        key: (x + (across[key] - (leaves - 1) / 2) * width / max(1.0, leaves - 1), top - depth[key] * height / max(1, levels)) for key in across
    }


def spread(keys: Sequence[Hashable], edges: Sequence[Sequence], width: float = 11.0, height: float = 4.0, x: float = 0.0, y: float = -0.2) -> dict[Hashable, tuple[float, float]]:
    """Places for a graph of at most 12 vertices: few crossings, no edge through a vertex, the first vertex to the left.

    The same graph gets the same places every time, but for their scale: `width` and `height` are the most that they take
    between the centres of vertices, (x, y) is the middle of all.
    """
    columns = 5
    slots = [(2.75 * (column - 2), 1.6 * (row - 1 + (0.25 if column % 2 else -0.25))) for column in range(columns) for row in range(3)]
    number = {key: at for at, key in enumerate(keys)}
    pairs = [(number[edge[0]], number[edge[1]]) for edge in edges]
    weighted = any(len(edge) > 2 for edge in edges)
    chance = random.Random(5)
    best: list[tuple[float, float]] = []
    best_cost = math.inf
    for _ in range(6):
        order = chance.sample(slots, len(slots))
        cost = _tangle(order, pairs, len(keys), weighted)
        for _ in range(260):
            one, other = chance.randrange(len(keys)), chance.randrange(len(slots))
            if one == other:
                continue
            order[one], order[other] = order[other], order[one]
            changed = _tangle(order, pairs, len(keys), weighted)
            if changed <= cost:
                cost = changed
            else:
                order[one], order[other] = order[other], order[one]
        if cost < best_cost:
            best, best_cost = list(order), cost
    used = best[: len(keys)]
    (left, right), (low, high) = ((min(values), max(values)) for values in zip(*used, strict=True))
    wider, higher = min(1.5, width / max(1.0, right - left)), min(1.4, height / max(1.0, high - low))
    return {key: (x + (best[at][0] - (left + right) / 2) * wider, y + (best[at][1] - (low + high) / 2) * higher) for key, at in number.items()}


def _tangle(places: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]], count: int, weighted: bool) -> float:
    """What is bad about a drawing: long edges, crossings, edges through vertices, a first vertex that is not on the left,
    and where edges carry numbers those that have no room for them.
    """
    cost = 1.2 * places[0][0]
    for at, (one, other) in enumerate(pairs):
        (x, y), (u, v) = places[one], places[other]
        length = (u - x) ** 2 + (v - y) ** 2
        cost += math.sqrt(length) + (6 if weighted and length < 4 else 0)
        for vertex in range(count):
            if vertex in (one, other):
                continue
            p, q = places[vertex]
            share = min(1.0, max(0.0, ((p - x) * (u - x) + (q - y) * (v - y)) / length))
            if (p - x - share * (u - x)) ** 2 + (q - y - share * (v - y)) ** 2 < 0.42:
                cost += 12
        for later in pairs[at + 1 :]:
            if one not in later and other not in later and _cross(places[one], places[other], places[later[0]], places[later[1]]):
                cost += 5
    return cost


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    def side(p: Place, q: Place, r: Place) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
