"""Frames that were drawn around something which has gone."""

from __future__ import annotations

from .boxes import Box, inside
from .report import Finding, Report
from .shown import Shape, Shown, name_of

# A frame that goes right after what it framed is a motion, not a mistake.
LEAST_SECONDS = 0.5


class Frames:
    """Looks at one rest after another at the boxes that were made to surround things."""

    def __init__(self) -> None:
        self._held: dict[int, Shape] = {}
        self._empty_since: dict[int, float] = {}

    def look(self, shown: Shown, at: float, report: Report) -> None:
        for shape in shown.shapes:
            if "SurroundingRectangle" not in shape.kinds:
                continue
            key = id(shape.mobject)
            if _holds_something(shape, shown):
                self._held[key] = shape
                self._empty_since.pop(key, None)
            elif key in self._held and at - self._empty_since.setdefault(key, at) >= LEAST_SECONDS:
                self._tell(shape, self._empty_since[key], report)

    @staticmethod
    def _tell(shape: Shape, at: float, report: Report) -> None:
        name = name_of(shape.owner)
        report.add(
            f"{name} {id(shape.mobject)}",
            Finding(
                "left_behind",
                "warning",
                at,
                [name],
                f"{name} stays on the screen around nothing",
                "Fade it out together with what it surrounds.",
                shape.box,
                hint={"mobjects": [shape.owner]},
            ),
        )


def _holds_something(frame: Shape, shown: Shown) -> bool:
    # Letter by letter, since a frame may be drawn around one term of a formula.
    boxes: list[Box] = [tuple(box) for text in shown.texts for box in text.boxes]
    boxes += [shape.box for shape in shown.shapes if shape.owner is not frame.owner]
    left, bottom, right, top = frame.box
    for box in boxes:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if (left <= x <= right and bottom <= y <= top) or inside(frame.box, box):
            return True
    return False
