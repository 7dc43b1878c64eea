"""Whether a text can be read: its size, its contrast with what lies behind it, and what hides it."""

from __future__ import annotations

import numpy as np
from manim import SingleStringMathTex, VMobject

from .pictures import SEEN, Pictures, difference, perceived_contrast, ratio
from .report import Finding, Report
from .screen import Screen
from .shown import TextUnit

# Manim's font sizes; 48 is its default, and 15 is ten pixels of capital height at 720p.
LEAST_FONT_SIZE = 14.9
# Frame units, of most of a text's glyphs, as a check on a font size that an object may have from its past.
LEAST_GLYPH = 0.158
LEAST_GLYPH_UNKNOWN = 0.1
# APCA's lightness contrast. It asks for 30 from any text; below 20 nobody reads at a glance.
LEAST_CONTRAST = 20.0
ONCE_READABLE = 30.0
# Of WCAG, for bright on bright, where APCA is kind.
LEAST_RATIO = 1.5


class Reading:
    """Looks at the texts of one rest after another; knows which of them could be read before."""

    def __init__(self) -> None:
        self._readable: dict[int, TextUnit] = {}
        self._hidden: dict[int, tuple[TextUnit, float]] = {}

    def size(self, text: TextUnit, screen: Screen, at: float, report: Report) -> None:
        if screen.scale < 0.99 or (screen.spatial and not text.fixed):
            return  # seen from afar for a moment: the camera will come nearer
        glyph = float(np.percentile((text.boxes[:, 2:] - text.boxes[:, :2]).max(axis=1), 75))
        size = float(getattr(text.mobject, "font_size", 0) or 0) * screen.scale if text.looks is text.mobject else 0.0
        least = LEAST_GLYPH_UNKNOWN if isinstance(text.looks, SingleStringMathTex) else 0.95 * LEAST_GLYPH
        small = glyph < LEAST_GLYPH and size < LEAST_FONT_SIZE if size else glyph < least
        if not small:
            return
        size = size or glyph / 0.0105
        report.add(
            text.name,
            Finding(
                "text_small",
                "error" if size < 10.5 else "warning",
                at,
                [text.name],
                f"{text.name} is set in font size {size:.0f}, too small to read on a telephone",
                f"Set it in font size 24 or more, as by font_size=24 or scale({24 / size:.1f}), or take words away to make room.",
                text.box,
                hint={"mobjects": [text.mobject], "factor": 24 / size},
            ),
        )

    def contrast(self, text: TextUnit, screen: Screen, at: float, report: Report, full: np.ndarray, bare: np.ndarray) -> None:
        """`bare` is the frame without its texts."""
        if screen.spatial and not text.fixed:
            return
        hidden = 0
        for glyphs in _by_colour(text):
            measured = [_measure(text, glyph, screen, full, bare) for glyph in glyphs]
            hidden += sum(1 for result in measured if result == "hidden")
            pairs = [result for result in measured if isinstance(result, tuple)]
            if not pairs:
                continue
            ink = np.concatenate([one for one, _ in pairs])
            ground = np.concatenate([one for _, one in pairs])
            value = float(np.median(perceived_contrast(ink, ground)))
            key = id(text.mobject)
            if value >= ONCE_READABLE:
                self._readable[key] = text
            elif key not in self._readable:
                middle = np.median(ink, axis=0), np.median(ground, axis=0)
                if value < LEAST_CONTRAST or ratio(*middle) < LEAST_RATIO:
                    self._tell_contrast(text, at, report, value, *middle)
        self._note_hidden(text, hidden, at, report)

    def finish(self, report: Report) -> None:
        """Texts that something hid at every rest."""
        for text, at in self._hidden.values():
            if id(text.mobject) not in self._readable:
                self._tell_hidden(text, at, report, "is hidden behind something opaque whenever the scene rests")

    def _note_hidden(self, text: TextUnit, hidden: int, at: float, report: Report) -> None:
        share = hidden / len(text.glyphs)
        if share > 0.9:
            self._hidden.setdefault(id(text.mobject), (text, at))
        elif 0.15 < share and hidden >= 2:
            self._tell_hidden(text, at, report, "is partly hidden behind something opaque")

    @staticmethod
    def _tell_hidden(text: TextUnit, at: float, report: Report, what: str) -> None:
        report.add(
            text.name,
            Finding(
                "text_hidden",
                "warning",
                at,
                [text.name],
                f"{text.name} {what}",
                "Bring the text to the front (set_z_index(1), or add it after the shape), or move it away from the shape.",
                text.box,
                hint={"mobjects": [text.mobject]},
            ),
        )

    @staticmethod
    def _tell_contrast(text: TextUnit, at: float, report: Report, value: float, ink: np.ndarray, ground: np.ndarray) -> None:
        light = float(perceived_contrast(np.array([230, 233, 239]), ground)) > float(
            perceived_contrast(np.array([15, 20, 25]), ground)
        )
        colour, wording = ("#E6E9EF", "a light colour") if light else ("#0F1419", "a dark colour")
        report.add(
            text.name,
            Finding(
                "low_contrast",
                "error" if value < 10 else "warning",
                at,
                [text.name],
                f"{text.name} hardly stands out from what is behind it (contrast {ratio(ink, ground):.1f}:1)",
                f"Give it {wording}, as by set_color(\"{colour}\"), or a plain panel behind it; 4.5:1 reads well.",
                text.box,
                hint={"mobjects": [text.mobject], "colour": colour},
            ),
        )


def _by_colour(text: TextUnit) -> list[list[int]]:
    groups: dict[tuple[int, ...], list[int]] = {}
    for index, glyph in enumerate(text.glyphs):
        groups.setdefault(tuple(int(value * 16) for value in _ink(glyph)), []).append(index)
    # A full stop in its own colour is no text.
    return [group for group in groups.values() if len(group) >= 2 or len(group) >= 0.25 * len(text.glyphs)]


def _ink(glyph: VMobject) -> np.ndarray:
    rgbas = glyph.fill_rgbas if np.max(glyph.fill_rgbas[:, 3], initial=0) > 0.05 else glyph.stroke_rgbas
    return np.asarray(rgbas[0], dtype=float)


def _measure(
    text: TextUnit, index: int, screen: Screen, full: np.ndarray, bare: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | str | None:
    """The glyph's own colours and those behind them; "hidden" where it is under something; None where nothing can be said."""
    box = tuple(text.boxes[index])
    region = screen.pixels(box)  # type: ignore[arg-type]
    ink, ground = full[region].reshape(-1, 3), bare[region].reshape(-1, 3)
    if len(ink) < 4:
        return None
    adds = difference(ink, ground)
    strongest = int(adds.max())
    if strongest > SEEN:
        core = adds >= 0.7 * strongest
        return ink[core], ground[core]
    # Nothing of it is seen: of the colour of its ground, or covered.
    rgba = _ink(text.glyphs[index])
    drawn = rgba[:3] * 255 * rgba[3] + np.median(ground, axis=0) * (1 - rgba[3])
    if np.abs(drawn - np.median(ground, axis=0)).max() <= 1.5 * SEEN:
        return np.array([drawn]), np.array([np.median(ground, axis=0)])
    sides = (box[2] - box[0], box[3] - box[1])
    return "hidden" if min(sides) > 0.06 else None
