"""One look at a scene at rest; alone it needs no picture, and is what every render reports."""

from __future__ import annotations

from typing import Any

from .edges import Edges
from .frames import Frames
from .lines import find_crossed, find_too_wide
from .overlaps import find_overlaps
from .pictures import Pictures
from .reading import Reading
from .report import Report
from .screen import Screen
from .shown import Aliases, Shown, TextUnit, look_at

SAMPLES_PER_SCENE = 120


class GeometryReport:
    """Collects findings over the rests of one scene; the same pair or object is reported once."""

    def __init__(self) -> None:
        self.report = Report()
        self.aliases = Aliases()
        self.edges = Edges()
        self.reading = Reading()
        self.frames = Frames()

    def look(self, scene: Any, last: bool = False) -> None:
        if self.report.samples < SAMPLES_PER_SCENE or last:
            self.look_at_rest(scene, None)
        if last:
            self.edges.finish(self.report)

    def look_at_rest(self, scene: Any, pictures: Pictures | None) -> Shown:
        self.report.samples += 1
        at = float(scene.time)
        screen = Screen(scene.camera)
        shown = look_at([*scene.mobjects, *scene.foreground_mobjects], screen, self.aliases)
        texts = [text for text in shown.texts if _in_frame(text, screen)]
        overlapping = find_overlaps(texts, screen, at, self.report, None if pictures is None else lambda: pictures)
        for text in texts:
            if not text.tick_label:
                self.reading.size(text, screen, at, self.report)
        self.edges.look(shown, screen, at, self.report)
        self.frames.look(shown, at, self.report)
        if pictures is not None:
            bare = pictures.without([glyph for text in shown.texts for glyph in text.glyphs])
            for text in texts:
                self.reading.contrast(text, screen, at, self.report, pictures.full, bare)
            seen = Shown(texts, shown.shapes)
            find_crossed(seen, screen, at, self.report, bare, overlapping)
            find_too_wide(seen, screen, at, self.report)
        return shown

    def summary(self) -> dict[str, Any]:
        return self.report.summary()


def _in_frame(text: TextUnit, screen: Screen) -> bool:
    box, frame = text.box, screen.frame
    return box[0] < frame[2] and box[2] > frame[0] and box[1] < frame[3] and box[3] > frame[1]
