"""Pictures of algebra: a number line with stretches on it, and a rectangle whose parts are the terms of a product."""

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Arrow, Circle, Dot, Line, Rectangle, VGroup

from .. import theme
from .formula import formula

# How the end of a stretch is drawn.
CLOSED, OPEN, ENDLESS = 0, 1, 2
LABEL = 38


def number_line(x: Sequence[float], stretches: Sequence[Sequence[float]], ends: Sequence[float], labels: Sequence[str], width: float) -> tuple[VGroup, VGroup]:
    """The bare line with its labelled ends, and what lies on it. A stretch is (from, to, kind of its left end, of its right end)."""
    low, high = float(x[0]), float(x[1])

    def at(value: float) -> list[float]:
        return [(value - low) / (high - low) * width - width / 2, 0, 0]

    axis = Arrow([-width / 2 - 0.3, 0, 0], [width / 2 + 0.3, 0, 0], buff=0, stroke_width=3, color=theme.MUTED, max_tip_length_to_length_ratio=0.02, tip_length=0.22)
    base = VGroup(axis)
    last = None
    for value, label in zip(ends, labels, strict=True):
        base.add(Line([at(value)[0], -0.12, 0], [at(value)[0], 0.12, 0], color=theme.MUTED, stroke_width=3))
        name = formula(label, LABEL, 2.4).next_to(at(value), DOWN, buff=0.32)
        # Neighbours that would run into each other: the second one goes lower.
        if last is not None and name.get_left()[0] < last.get_right()[0] + 0.2:
            name.next_to(last, DOWN, buff=0.15).set_x(at(value)[0])
        base.add(name)
        last = name
    marks = VGroup()
    for start, stop, left, right in stretches:
        if start != stop:
            marks.add(Line(at(start), at(stop), color=theme.colour("yellow"), stroke_width=9))
        for value, kind in ((start, left), (stop, right)):
            if kind == ENDLESS:
                marks.add(Arrow(at(value), [at(value)[0] + (0.3 if value > (low + high) / 2 else -0.3), 0, 0], buff=0, stroke_width=9, color=theme.colour("yellow"), max_tip_length_to_length_ratio=1, max_stroke_width_to_length_ratio=40, tip_length=0.26))
            elif kind == OPEN:
                marks.add(Circle(radius=0.13, color=theme.colour("yellow"), stroke_width=4).set_fill(theme.BACKGROUND, 1).move_to(at(value)))
            else:
                marks.add(Dot(at(value), radius=0.13, color=theme.colour("yellow")))
    return base, marks


def area_model(tops: Sequence[str], sides: Sequence[str], widths: Sequence[float], heights: Sequence[float], cells: Sequence[Sequence[str]], dashed: Sequence[Sequence[float]], width: float, height: float) -> VGroup:
    """A rectangle cut into parts; `tops` and `sides` are the lengths, `cells` the areas, `dashed` the (row, column) of missing parts."""
    scale = min((width - 1.2) / sum(widths), (height - 0.8) / sum(heights))
    missing = {(int(row), int(column)) for row, column in dashed}
    roles = ("blue", "green", "yellow", "red")
    group = VGroup()
    y = 0.0
    for r, (part, side) in enumerate(zip(heights, sides, strict=True)):
        x = 0.0
        for c, across in enumerate(widths):
            role = "red" if (r, c) in missing else roles[(r > 0) + (c > 0)]
            box = Rectangle(width=across * scale, height=part * scale, color=theme.colour(role), stroke_width=3, fill_opacity=0.0 if (r, c) in missing else 0.25)
            box.move_to([x + across * scale / 2, y - part * scale / 2, 0])
            name = formula(cells[r][c], 40, across * scale * 0.8).move_to(box)
            if name.height > part * scale * 0.7:
                name.scale_to_fit_height(part * scale * 0.7)
            group.add(VGroup(box, name))
            if r == 0:
                group.add(formula(tops[c], 38, across * scale).next_to(box, UP, buff=0.15))
            x += across * scale
        group.add(formula(side, 38, 1.0).next_to([0, y - part * scale / 2, 0], LEFT, buff=0.2))
        y -= part * scale
    return group.move_to([0, 0, 0])


