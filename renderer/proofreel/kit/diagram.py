"""Boxes and arrows in layers: each box after those that lead to it, arrows that go further bent around what is between."""

from collections.abc import Sequence

import numpy as np
from manim import DOWN, RIGHT, Animation, Arrow, Create, CubicBezier, FadeIn, LaggedStart, Line, Mobject, RoundedRectangle, VGroup, VMobject

from .. import theme
from .network import on_panel
from .text import body

# Of a box's words, in Manim units; longer ones are wrapped.
WIDEST_LABEL = 3.0


class Diagram(VGroup):
    """`nodes` are (key, label), `edges` (from, to, label, whether it is an arrow). It fits into `width` and `height`."""

    def __init__(self, nodes: Sequence[Sequence[str]], edges: Sequence[Sequence], down: bool, width: float, height: float):
        super().__init__()
        self.boxes = {key: _box(label) for key, label in nodes}
        known = [(one, other, str(label), bool(arrow)) for one, other, label, arrow in edges if one in self.boxes and other in self.boxes and one != other]
        order = [key for key, _ in nodes]
        pairs = [(one, other) for one, other, _, _ in known]
        self.layers = layers_of(order, pairs)
        self._place(down, width, height)
        self.lines = VGroup()
        self.names = VGroup()
        for one, other, label, arrow in known:
            line = self._line(one, other, arrow, down)
            self.lines.add(line)
            if label:
                self.names.add(on_panel(label, "muted").move_to(line[0].point_from_proportion(0.5)))
        self.add(self.lines, VGroup(*self.boxes.values()), self.names)
        if self.width > width:
            self.scale_to_fit_width(width)
        if self.height > height:
            self.scale_to_fit_height(height)

    def _place(self, down: bool, width: float, height: float) -> None:
        along, across = (height, width) if down else (width, height)
        deep = [max(_size(self.boxes[key], not down) for key in layer) for layer in self.layers]
        gap = min(1.5, max(0.6, (along - sum(deep)) / max(1, len(deep) - 1)))
        position = 0.0
        for layer, depth in zip(self.layers, deep, strict=True):
            broad = [_size(self.boxes[key], down) for key in layer]
            space = min(1.0, max(0.35, (across - sum(broad)) / max(1, len(layer))))
            side = -(sum(broad) + space * (len(layer) - 1)) / 2
            for key, size in zip(layer, broad, strict=True):
                here, there = position + depth / 2, side + size / 2
                self.boxes[key].move_to([there, -here, 0] if down else [here, -there, 0])
                side += size + space
            position += depth + gap

    def _line(self, one: str, other: str, arrow: bool, down: bool) -> VGroup:
        start, end = self.boxes[one], self.boxes[other]
        level = {key: number for number, layer in enumerate(self.layers) for key in layer}
        forward = level[other] - level[one] == 1
        ahead = DOWN if down else RIGHT
        if forward:
            path: VMobject = Line(start.get_edge_center(ahead), end.get_edge_center(-ahead))
        else:
            # Past the boxes between: what goes on on one side, what goes back on the other.
            aside = RIGHT if down else DOWN
            if level[other] < level[one]:
                aside = -aside
            a, b = start.get_edge_center(aside), end.get_edge_center(aside)
            reach = max(0.9, 0.35 * float(np.linalg.norm(b - a)))
            path = CubicBezier(a, a + aside * reach, b + aside * reach, b)
        path.set_stroke(theme.MUTED, 3)
        if not arrow:
            return VGroup(path)
        last = path.point_from_proportion(0.97)
        tip = Arrow(last, path.get_end(), buff=0, stroke_width=0, tip_length=0.2, color=theme.MUTED, max_tip_length_to_length_ratio=100).tip
        return VGroup(path, tip)

    def appear(self) -> list[Animation]:
        parts: list[Mobject] = [self.boxes[key] for layer in self.layers for key in layer]
        return [
            LaggedStart(*[FadeIn(box, scale=0.8) for box in parts], lag_ratio=0.2),
            LaggedStart(*[Create(line) for line in self.lines], lag_ratio=0.2),
            *[FadeIn(name) for name in self.names],
        ]


def _box(label: str) -> VGroup:
    text = body(label, WIDEST_LABEL, theme.BODY_SIZE - 2, centred=len(label) > 24)
    shape = RoundedRectangle(corner_radius=0.14, width=max(0.9, text.width + 0.5), height=0.7 + 0.46 * (len(text) - 1))
    shape.set_stroke(theme.colour("blue"), 3).set_fill(theme.PANEL, 1)
    return VGroup(shape, text.move_to(shape))


def _size(box: Mobject, across: bool) -> float:
    return box.width if across else box.height


def layers_of(keys: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Each key one layer after the last of those that lead to it; pairs that go back in a circle do not count."""
    onward: dict[str, list[str]] = {key: [] for key in keys}
    for one, other in pairs:
        onward[one].append(other)
    done: set[str] = set()
    finished: list[str] = []
    kept: list[tuple[str, str]] = []

    def visit(key: str, above: frozenset[str]) -> None:
        done.add(key)
        for other in onward[key]:
            if other in above or other == key:
                continue
            kept.append((key, other))
            if other not in done:
                visit(other, above | {key})
        finished.append(key)

    for key in keys:
        if key not in done:
            visit(key, frozenset())
    level = dict.fromkeys(keys, 0)
    for key in reversed(finished):
        for one, other in kept:
            if one == key:
                level[other] = max(level[other], level[key] + 1)
    layers: list[list[str]] = [[] for _ in range(max(level.values()) + 1)]
    for key in keys:
        layers[level[key]].append(key)
    # Each layer in the order of what leads to it, so that few lines cross.
    for above, layer in zip(layers, layers[1:], strict=False):
        place = {key: float(number) - (len(above) - 1) / 2 for number, key in enumerate(above)}
        middle = {key: [place[one] for one, other in kept if other == key and one in place] for key in layer}
        layer.sort(key=lambda key: sum(middle[key]) / len(middle[key]) if middle[key] else 0.0)
    return layers
