"""What a viewer would see wrong, from Manim's own geometry: text over text, and things cut off by the frame.

It looks when the scene is at rest (after each play), since what moves may cross anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from manim import MarkupText, MathTex, Mobject, Paragraph, SingleStringMathTex, Text, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

Box = tuple[float, float, float, float]

# Anti-aliased edges and the round ends of strokes reach a little over the outline.
EDGE_TOLERANCE = 0.05
# Of the smaller text's area; italic glyphs and accents touch without being unreadable.
OVERLAP_SHARE = 0.12
SAMPLES_PER_SCENE = 120
FINDINGS_PER_KIND = 20

TEXT_TYPES = (Text, MarkupText, Paragraph, SingleStringMathTex, MathTex)


@dataclass
class GeometryReport:
    """Collects findings over the rests of one scene; the same pair or object is reported once."""

    samples: int = 0
    off_frame: dict[str, dict[str, Any]] = field(default_factory=dict)
    overlaps: dict[str, dict[str, Any]] = field(default_factory=dict)

    def look(self, scene: Any, last: bool = False) -> None:
        if self.samples >= SAMPLES_PER_SCENE and not last:
            return
        frame = _frame_box(scene)
        if frame is None:
            return
        self.samples += 1
        at = round(float(scene.time), 3)
        texts: list[tuple[Mobject, Box]] = []
        for mobject in _shown(scene.mobjects):
            box = _box(mobject)
            if box is None:
                continue
            if _sticks_out(box, frame) and _overlap(box, frame) > 0:
                self._add(self.off_frame, _name(mobject), {"object": _name(mobject), "at": at, "box": list(box)})
            if isinstance(mobject, TEXT_TYPES):
                texts.append((mobject, box))
        for index, (one, one_box) in enumerate(texts):
            for other, other_box in texts[index + 1 :]:
                area = _overlap(one_box, other_box)
                if area > OVERLAP_SHARE * max(1e-6, min(_area(one_box), _area(other_box))):
                    names = [_name(one), _name(other)]
                    self._add(self.overlaps, " / ".join(sorted(names)), {"objects": names, "at": at})

    def summary(self) -> dict[str, Any]:
        return {
            "offFrame": list(self.off_frame.values()),
            "overlaps": list(self.overlaps.values()),
            "samples": self.samples,
        }

    @staticmethod
    def _add(findings: dict[str, dict[str, Any]], key: str, finding: dict[str, Any]) -> None:
        if len(findings) < FINDINGS_PER_KIND:
            findings.setdefault(key, finding)


def _shown(mobjects: list[Mobject]) -> list[Mobject]:
    """Texts as wholes, everything else as the parts that are drawn."""
    found: list[Mobject] = []
    stack = list(reversed(mobjects))
    while stack and len(found) < 2000:
        mobject = stack.pop()
        if isinstance(mobject, TEXT_TYPES):
            if any(_visible(part) for part in mobject.get_family()):
                found.append(mobject)
            continue
        if _visible(mobject):
            found.append(mobject)
        stack.extend(reversed(mobject.submobjects))
    return list({id(mobject): mobject for mobject in found}.values())


def _visible(mobject: Mobject) -> bool:
    if isinstance(mobject, AbstractImageMobject):
        return getattr(mobject, "stroke_opacity", 1) > 0.05
    if not isinstance(mobject, VMobject) or not len(mobject.points):
        return False
    return bool(
        mobject.get_fill_opacity() > 0.05 or (mobject.get_stroke_opacity() > 0.05 and mobject.get_stroke_width() > 0)
    )


def _box(mobject: Mobject) -> Box | None:
    points = mobject.get_all_points()
    if not len(points):
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    return (round(float(low[0]), 3), round(float(low[1]), 3), round(float(high[0]), 3), round(float(high[1]), 3))


def _frame_box(scene: Any) -> Box | None:
    camera = scene.camera
    if hasattr(camera, "phi_tracker"):
        return None  # seen in perspective: coordinates are not places on the screen
    x, y = (float(value) for value in camera.frame_center[:2])
    return (
        x - camera.frame_width / 2,
        y - camera.frame_height / 2,
        x + camera.frame_width / 2,
        y + camera.frame_height / 2,
    )


def _sticks_out(box: Box, frame: Box) -> bool:
    return (
        box[0] < frame[0] - EDGE_TOLERANCE
        or box[1] < frame[1] - EDGE_TOLERANCE
        or box[2] > frame[2] + EDGE_TOLERANCE
        or box[3] > frame[3] + EDGE_TOLERANCE
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Box, other: Box) -> float:
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def _name(mobject: Mobject) -> str:
    text = getattr(mobject, "original_text", None) or getattr(mobject, "tex_string", None)
    kind = type(mobject).__name__
    return f"{kind}({str(text)[:60]!r})" if text else kind
