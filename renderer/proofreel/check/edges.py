"""Things off the frame: cut by its edge, or never on the screen at all."""

from __future__ import annotations

from manim import Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from .boxes import Box, area, common, union
from .report import Finding, Report
from .screen import Screen, fill_opacity
from .shown import Shape, Shown, TextUnit, name_of

# Anti-aliased edges and the round ends of strokes reach a little over the outline.
EDGE = 0.05
# Without end by nature, or drawn as a backdrop.
ENDLESS = {
    *("CoordinateSystem", "NumberLine", "VectorField", "StreamLines", "Surface", "ThreeDVMobject", "Polyhedron"),
    *("ParametricFunction", "ImplicitFunction", "TracedPath", "FullScreenRectangle", "BackgroundRectangle"),
    "ImageMobjectFromCamera",
}
# They say where they go, not where they end; unless they close, or point.
OPEN = {"Line", "Arc", "CubicBezier"}
CLOSED_OR_POINTING = {"Circle", "Ellipse", "Dot", "Annulus", "AnnularSector", "Sector", "Arrow"}


class Edges:
    """Looks at one rest after another, since what is never seen is known at the end only."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._away: dict[int, tuple[Mobject, str, Box, float]] = {}

    def look(self, shown: Shown, screen: Screen, at: float, report: Report) -> None:
        for text in shown.texts:
            if text.tick_label:
                continue
            if self._in_view(text.mobject, text.name, text.box, screen, at) and _cut(text.box, screen):
                if screen.usual or (screen.spatial and text.fixed):
                    _tell_text(text, screen, at, report)
        if screen.usual:
            for shape in self._closed(shown, screen):
                _tell_shape(shape, screen, at, report)
        for top, box in _tops(shown):
            self._in_view(top, name_of(top), box, screen, at)

    def saw(self, mobject: Mobject) -> None:
        """An object that comes out of one that was on the screen: it may leave with the motion."""
        self._seen.update(id(part) for part in mobject.get_family())

    def has_seen(self, mobject: Mobject) -> bool:
        return any(id(part) in self._seen for part in mobject.get_family())

    def finish(self, report: Report) -> None:
        for key, (mobject, name, box, at) in self._away.items():
            if key in self._seen or self.has_seen(mobject):
                continue
            report.add(
                name,
                Finding(
                    "off_frame",
                    "error",
                    at,
                    [name],
                    f"{name} lies outside the frame and is never seen",
                    f"Bring it into the frame (14.2 x 8 units around the origin); its centre is at "
                    f"({(box[0] + box[2]) / 2:.1f}, {(box[1] + box[3]) / 2:.1f}).",
                    box,
                    hint={"mobjects": [mobject], "away": True},
                ),
            )

    def _in_view(self, mobject: Mobject, name: str, box: Box, screen: Screen, at: float) -> bool:
        seen = area(common(box, screen.frame))
        if seen > 0.1 * min(area(box), area(screen.frame)) or _thin(box) and _touches(box, screen.frame):
            self._seen.add(id(mobject))
            return True
        self._away.setdefault(id(mobject), (mobject, name, box, at))
        return False

    @staticmethod
    def _closed(shown: Shown, screen: Screen) -> list[Shape]:
        """Shapes of which a viewer expects to see all, cut by the edge; of each object the part that is cut most."""
        found: dict[int, Shape] = {}
        for shape in shown.shapes:
            if not _cut(shape.box, screen) or not _touches(shape.box, screen.frame):
                continue
            if shape.kinds & ENDLESS or (shape.kinds & OPEN and not shape.kinds & CLOSED_OR_POINTING):
                continue
            if _backdrop(shape, screen) or _is_open(shape):
                continue
            kept = found.get(id(shape.owner))
            if kept is None or _overshoot(shape.box, screen) > _overshoot(kept.box, screen):
                found[id(shape.owner)] = shape
        return list(found.values())


def _is_open(shape: Shape) -> bool:
    """A bare path with two ends."""
    mobject = shape.mobject
    if not isinstance(mobject, VMobject) or shape.kinds & CLOSED_OR_POINTING or fill_opacity(mobject) > 0.05:
        return False
    return not mobject.is_closed()


def _tops(shown: Shown) -> list[tuple[Mobject, Box]]:
    boxes: dict[int, tuple[Mobject, list[Box]]] = {}
    for shape in shown.shapes:
        boxes.setdefault(id(shape.top), (shape.top, []))[1].append(shape.box)
    return [(top, union(parts)) for top, parts in boxes.values()]


def _cut(box: Box, screen: Screen) -> bool:
    return _overshoot(box, screen) > EDGE


def _overshoot(box: Box, screen: Screen) -> float:
    frame = screen.frame
    return max(frame[0] - box[0], frame[1] - box[1], box[2] - frame[2], box[3] - frame[3])


def _touches(box: Box, frame: Box) -> bool:
    return box[0] < frame[2] and box[2] > frame[0] and box[1] < frame[3] and box[3] > frame[1]


def _thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) < 0.02


def _backdrop(shape: Shape, screen: Screen) -> bool:
    """As wide or as high as the frame: a bar, a wall, a ground."""
    box, frame = shape.box, screen.frame
    if isinstance(shape.mobject, AbstractImageMobject) and area(common(box, frame)) > 0.8 * area(frame):
        return True
    across = box[0] <= frame[0] + EDGE and box[2] >= frame[2] - EDGE
    along = box[1] <= frame[1] + EDGE and box[3] >= frame[3] - EDGE
    return across or along


def _tell_text(text: TextUnit, screen: Screen, at: float, report: Report) -> None:
    width, most = text.box[2] - text.box[0], screen.frame[2] - screen.frame[0] - 1
    wide = width > most
    advice = (
        f"It is {width:.1f} units wide on a frame of {most + 1:.1f}: break it into lines, or scale_to_fit_width({most:.1f})."
        if wide
        else f"Shift it {_way_back(text.box, screen)}, so that it keeps a margin of 0.5 units."
    )
    report.add(
        text.name,
        Finding(
            "off_frame",
            "error",
            at,
            [text.name],
            f"{text.name} is cut off by the edge of the frame",
            advice,
            text.box,
            hint={"mobjects": [text.mobject], "width": most if wide else None, "shift": _back(text.box, screen)},
        ),
    )


def _tell_shape(shape: Shape, screen: Screen, at: float, report: Report) -> None:
    name = name_of(shape.owner)
    report.add(
        f"{name} {id(shape.owner)}",
        Finding(
            "off_frame",
            "warning",
            at,
            [name],
            f"{name} reaches over the edge of the frame",
            f"Shift it {_way_back(shape.box, screen)}, or make it smaller.",
            shape.box,
            hint={"mobjects": [shape.owner], "shift": _back(shape.box, screen)},
        ),
    )


def _back(box: Box, screen: Screen, margin: float = 0.3) -> tuple[float, float]:
    """The shortest shift that brings a box into the frame with a margin."""
    frame = screen.frame
    x = max(0.0, frame[0] + margin - box[0]) or min(0.0, frame[2] - margin - box[2])
    y = max(0.0, frame[1] + margin - box[1]) or min(0.0, frame[3] - margin - box[3])
    return x, y


def _way_back(box: Box, screen: Screen) -> str:
    x, y = _back(box, screen, 0.5)
    ways = [
        f"{abs(by):.1f} {name}"
        for by, name in ((x, "RIGHT" if x > 0 else "LEFT"), (y, "UP" if y > 0 else "DOWN"))
        if abs(by) > 0.05
    ]
    return " and ".join(ways) or "inwards"
