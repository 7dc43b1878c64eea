"""Triangles drawn to scale, with names at their corners and sides."""

import math

from .. import story
from ..picture import to_scale


def corners_of(a: float, b: float, c: float) -> list[tuple[float, float]]:
    """Corners A, B, C of a triangle with these sides: AB lies level."""
    x = (b * b + c * c - a * a) / (2 * c)
    return [(0.0, 0.0), (c, 0.0), (x, math.sqrt(max(b * b - x * x, 0.0)))]


def drawn(corners: list[tuple[float, float]], sides: dict[str, str], names: tuple[str, str, str] = ("A", "B", "C")) -> list[dict]:
    """`sides` are labels by the name of the side (a lies opposite to A); empty where the triangle is too flat to be seen."""
    area = abs((corners[1][0] - corners[0][0]) * (corners[2][1] - corners[0][1]) - (corners[2][0] - corners[0][0]) * (corners[1][1] - corners[0][1])) / 2
    longest = max(math.dist(p, q) for p in corners for q in corners)
    if area < longest**2 * 0.03:
        return []
    middle = (sum(p[0] for p in corners) / 3, sum(p[1] for p in corners) / 3)
    view = to_scale(corners, 0.24)
    halfway = {"a": (corners[1], corners[2]), "b": (corners[0], corners[2]), "c": (corners[0], corners[1])}
    spots = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for side, (p, q) in halfway.items() if side in sides]
    shown = [story.plot(*view, bare=True), story.shape(corners, "blue")]
    if any(names):
        shown.append(story.names(corners, list(names), middle, "yellow"))
    if spots:
        shown.append(story.names(spots, [sides[side] for side in halfway if side in sides], middle, "ink"))
    return shown
