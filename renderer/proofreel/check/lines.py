"""Text across lines: curves, arrows, edges of shapes that pass through its letters and that nobody put there for them."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from .boxes import Box, grown, inside
from .pictures import difference, perceived_contrast
from .report import Finding, Report
from .screen import Screen, fill_opacity, stroke_opacity
from .shown import Shape, Shown, TextUnit

# Drawn about a text or through it on purpose.
ABOUT_TEXT = {
    *("SurroundingRectangle", "BackgroundRectangle", "Cross", "Underline", "Brace", "BraceBetweenPoints", "ArcBrace"),
    *("BraceLabel", "Cursor", "ScreenRectangle", "LabeledLine", "LabeledArrow", "LabeledPolygram"),
}
BOXES = {"Rectangle", "RoundedRectangle", "Square", "Circle", "Ellipse"}
GRIDS = {"NumberPlane", "ComplexPlane", "PolarPlane"}
# Frame units around a text within which a line belongs to it: a stroke through it, a rule under it.
BELONGS = 0.35
# Between the points at which an outline is looked at, in frame units.
SPACING = 0.05
SALIENT = 15.0
# Of a line within a text's box: one that hits a single letter and goes on is through the text, not at its corner.
LEAST_RUN = 0.5
MOST_SAMPLES = 4000


def find_crossed(
    shown: Shown, screen: Screen, at: float, report: Report, bare: np.ndarray, overlapping: set[int]
) -> None:
    """`bare` is the frame without its texts."""
    shapes = [shape for shape in shown.shapes if _draws_lines(shape)]
    if not shapes:
        return
    boxes = np.array([shape.box for shape in shapes])
    outlines: dict[int, np.ndarray] = {}
    for text in shown.texts:
        if text.tick_label or id(text.mobject) in overlapping or (screen.spatial and not text.fixed):
            continue
        box = np.array(text.box)
        near = (np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])).min(axis=1) >= 0
        hit: dict[int, Shape] = {}
        by_grid: set[int] = set()
        longest = 0.0
        for index in np.nonzero(near)[0]:
            shape = shapes[int(index)]
            if _on_purpose(shape, text, shapes):
                continue
            if int(index) not in outlines:
                outlines[int(index)] = _outline(shape, screen)
            for glyph in _crossed_glyphs(text, outlines[int(index)]):
                if _seen(text, glyph, screen, bare):
                    hit.setdefault(glyph, shape)
                    if shape.kinds & GRIDS:
                        by_grid.add(glyph)
                    else:
                        longest = max(longest, _run_within(text, outlines[int(index)]))
        _judge(text, hit, by_grid, longest, at, report)


def find_too_wide(shown: Shown, screen: Screen, at: float, report: Report) -> None:
    """Texts that were set into the middle of a box and reach over its sides."""
    boxes = [shape for shape in shown.shapes if shape.kinds & BOXES and not shape.kinds & ABOUT_TEXT]
    for text in shown.texts:
        if screen.spatial and not text.fixed:
            continue
        middle = (np.array(text.box[:2]) + np.array(text.box[2:])) / 2
        size = np.array(text.box[2:]) - np.array(text.box[:2])
        for shape in boxes:
            room = np.array(shape.box[2:]) - np.array(shape.box[:2])
            off = np.abs((np.array(shape.box[:2]) + np.array(shape.box[2:])) / 2 - middle)
            if off.max() > 0.15 or size[0] < room[0] + 0.15 or size[1] > room[1] or room.min() < 0.5:
                continue
            name = type(shape.owner).__name__
            report.add(
                text.name,
                Finding(
                    "text_on_lines",
                    "warning",
                    at,
                    [text.name, name],
                    f"{text.name} is wider than the {name} it is set in",
                    f"Make the {name} wider than {size[0] + 0.4:.1f} units, or the text narrower: "
                    f"scale_to_fit_width({max(0.5, room[0] - 0.4):.1f}).",
                    text.box,
                    hint={"mobjects": [text.mobject], "width": max(0.5, float(room[0]) - 0.4)},
                ),
            )
            break


def _draws_lines(shape: Shape) -> bool:
    if not isinstance(shape.mobject, VMobject) or shape.kinds & ABOUT_TEXT:
        return False
    return stroke_opacity(shape.mobject) > 0.1 or fill_opacity(shape.mobject) > 0.3


def _on_purpose(shape: Shape, text: TextUnit, shapes: list[Shape]) -> bool:
    """A stroke as long as the text, a rule under it, a dot of a list: it lies with all of it at the text."""
    whole = shape.box
    if shape.kinds & {"DashedLine", "DashedVMobject"}:
        parts = [other.box for other in shapes if other.owner is shape.owner]
        whole = (
            min(box[0] for box in parts),
            min(box[1] for box in parts),
            max(box[2] for box in parts),
            max(box[3] for box in parts),
        )
    return inside(whole, grown(text.box, BELONGS)) and "Arrow" not in shape.kinds


def _outline(shape: Shape, screen: Screen) -> np.ndarray:
    """Points along an outline, close enough to meet every letter it crosses."""
    points = shape.mobject.points
    curves = points[: len(points) // 4 * 4].reshape(-1, 4, 3)
    if not len(curves):
        return np.empty((0, 2))
    placed = screen.place(shape.mobject, curves.reshape(-1, 3)).reshape(-1, 4, 2)
    longest = float(np.abs(np.diff(placed, axis=1)).sum(axis=(1, 2)).max())
    steps = int(np.clip(longest / SPACING, 2, max(2, MOST_SAMPLES // len(placed))))
    t = np.linspace(0, 1, steps + 1)[None, :, None]
    a, b, c, d = (placed[:, index, None, :] for index in range(4))
    return (a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3).reshape(-1, 2)


def _within(text: TextUnit, outline: np.ndarray) -> np.ndarray:
    left, bottom, right, top = text.box
    x, y = outline[:, 0], outline[:, 1]
    return outline[(x > left) & (x < right) & (y > bottom) & (y < top)]


def _run_within(text: TextUnit, outline: np.ndarray) -> float:
    near = _within(text, outline)
    return float(np.ptp(near, axis=0).max()) if len(near) else 0.0


def _crossed_glyphs(text: TextUnit, outline: np.ndarray) -> list[int]:
    near = _within(text, outline)
    if not len(near):
        return []
    # The rim of a letter's box is mostly empty.
    margin = 0.12 * (text.boxes[:, 2:] - text.boxes[:, :2])
    low, high = text.boxes[:, :2] + margin, text.boxes[:, 2:] - margin
    within = (near[None, :, :] > low[:, None, :]) & (near[None, :, :] < high[:, None, :])
    return [int(index) for index in np.nonzero(within.all(axis=-1).any(axis=1))[0]]


def _seen(text: TextUnit, glyph: int, screen: Screen, bare: np.ndarray) -> bool:
    """Whether the line is there in the picture: not under a panel, not as faint as a grid should be."""
    box: Box = tuple(text.boxes[glyph])  # type: ignore[assignment]
    region = bare[screen.pixels(box)].reshape(-1, 3)
    around = bare[screen.pixels(text.box, grow=0.1)].reshape(-1, 3)
    if len(region) < 4:
        return False
    ground = _most_common(around)
    off = difference(region, ground) > 40
    if off.mean() < 0.05:
        return False
    return float(np.percentile(perceived_contrast(region[off], ground), 75)) >= SALIENT


def _most_common(colours: np.ndarray) -> np.ndarray:
    codes, counts = np.unique((colours // 8) @ np.array([1024, 32, 1]), return_counts=True)
    code = int(codes[int(counts.argmax())])
    return np.array([code // 1024, code // 32 % 32, code % 32]) * 8 + 4


def _judge(
    text: TextUnit, hit: dict[int, Shape], by_grid: set[int], longest: float, at: float, report: Report
) -> None:
    if len(by_grid) < 3 or len(text.glyphs) < 8:
        # A short label on a grid is read as part of it.
        hit = {glyph: shape for glyph, shape in hit.items() if glyph not in by_grid}
    share = len(hit) / len(text.glyphs)
    if not hit or (len(hit) < 2 and share < 0.3 and longest < LEAST_RUN):
        return
    owners = list(dict.fromkeys(type(shape.owner).__name__ for shape in hit.values()))
    what = " and ".join(owners[:2])
    report.add(
        text.name,
        Finding(
            "text_on_lines",
            "error" if share > 0.6 and len(hit) > 3 else "warning",
            at,
            [text.name, *owners],
            f"{what} {'run' if len(owners) > 1 else 'runs'} through {text.name}",
            "Move the text to an empty place, or give it add_background_rectangle() so that the lines stop behind it.",
            text.box,
            hint={"mobjects": [text.mobject]},
        ),
    )
