"""Text over text: glyph by glyph, so that an accent that touches the line above is nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .boxes import Box, area, common, union
from .pictures import SEEN, Pictures, difference
from .report import Finding, Report
from .screen import Screen
from .shown import TextUnit

# Of the smaller glyph's box, and in frame units: italic letters lean into their neighbours.
GLYPH_SHARE = 0.15
LEAST_SIDE = 0.03


def find_overlaps(
    texts: list[TextUnit], screen: Screen, at: float, report: Report, pictures: Callable[[], Pictures] | None
) -> set[int]:
    """Gives the ids of the texts that lie over others."""
    involved: set[int] = set()
    boxes = np.array([text.box for text in texts])
    for index in range(len(texts) - 1):
        later = boxes[index + 1 :]
        crossing = (np.minimum(boxes[index, 2:], later[:, 2:]) - np.maximum(boxes[index, :2], later[:, :2])).min(axis=1)
        for offset in np.nonzero(crossing > LEAST_SIDE)[0]:
            one, other = texts[index], texts[index + 1 + int(offset)]
            place = _collision(one, other)
            if place is None or (pictures is not None and not _both_seen(one, other, place, screen, pictures())):
                continue
            involved |= {id(one.mobject), id(other.mobject)}
            _tell(one, other, place, at, report)
    return involved


def _collision(one: TextUnit, other: TextUnit) -> Box | None:
    """The box of the glyphs that lie over each other, where they are enough to be seen as a mistake."""
    low = np.maximum(one.boxes[:, None, :2], other.boxes[None, :, :2])
    high = np.minimum(one.boxes[:, None, 2:], other.boxes[None, :, 2:])
    sides = high - low
    shared = np.where(sides.min(axis=-1) > LEAST_SIDE, sides.prod(axis=-1), 0.0)
    smaller = np.minimum(_areas(one)[:, None], _areas(other)[None, :])
    hit = shared > GLYPH_SHARE * smaller
    pairs = np.argwhere(hit)
    if not len(pairs):
        return None
    alone = [(a, b) for a, b in pairs if not _same_outline(one, other, int(a), int(b))]
    # A copy that lies exactly over its original, as transforms leave them, or a part that is marked.
    if len(alone) <= 0.2 * len(pairs):
        return None
    hit_one, hit_other = {int(a) for a, _ in alone}, {int(b) for _, b in alone}
    share = max(len(hit_one) / len(one.glyphs), len(hit_other) / len(other.glyphs))
    if min(len(hit_one), len(hit_other)) < 2 and share < 0.25:
        return None
    return union([tuple(np.concatenate([low[a, b], high[a, b]])) for a, b in alone])


def _areas(text: TextUnit) -> np.ndarray:
    sides = text.boxes[:, 2:] - text.boxes[:, :2]
    return np.maximum(1e-6, sides.prod(axis=-1))


def _same_outline(one: TextUnit, other: TextUnit, a: int, b: int) -> bool:
    first, second = one.glyphs[a].points, other.glyphs[b].points
    return first.shape == second.shape and bool(np.allclose(first[:, :2], second[:, :2], atol=0.03))


def _both_seen(one: TextUnit, other: TextUnit, place: Box, screen: Screen, pictures: Pictures) -> bool:
    """Neither is hidden there by a panel over it, or too faint to disturb."""
    region = screen.pixels(place, grow=0.06)
    if pictures.full[region].size == 0:
        return False
    for text in (one, other):
        adds = difference(pictures.full[region], pictures.without([*text.glyphs])[region])
        if int((adds > 2 * SEEN).sum()) < 2:
            return False
    return True


def _tell(one: TextUnit, other: TextUnit, place: Box, at: float, report: Report) -> None:
    share = area(common(one.box, other.box)) / max(1e-6, min(area(one.box), area(other.box)))
    names = sorted([one.name, other.name])
    report.add(
        " / ".join(names),
        Finding(
            "text_overlap",
            "error" if share > 0.25 else "warning",
            at,
            [one.name, other.name],
            f"{one.name} and {other.name} overlap",
            f"Move one of them: put {other.name} beside or below the other with next_to(…, DOWN), "
            "or fade the first out before the second appears.",
            place,
            hint={"mobjects": [one.mobject, other.mobject], "boxes": [one.box, other.box]},
        ),
    )
