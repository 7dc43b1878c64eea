"""A frame as the encoder wants it (4:2:0), kept between frames: only the rows that changed are converted."""

from __future__ import annotations

from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter

# Bands of whole multiples keep the number of converters small.
_BAND = 60
# Rows that a converted row looks at on either side.
_MARGIN = 8


class Planes:
    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._before: np.ndarray | None = None
        self._changed: tuple[int, int] | None = None
        self.frame: Any = None
        self._luma = np.empty((height, width), np.uint8)
        self._chroma = np.empty((2, height // 2, width // 2), np.uint8)
        self._converters: dict[int, VideoReformatter] = {}

    def equal(self, pixels: np.ndarray) -> bool:
        """Whether it is the frame that was given last; notes which rows are not."""
        width, height = self._size
        if self._before is None:
            self._changed = (0, height)
            return False
        rows = _rows(pixels) != _rows(self._before)
        if pixels.shape[0] > 2 * _BAND:
            changed = np.flatnonzero(rows.any(axis=1))
        else:
            changed = np.flatnonzero(rows.any(axis=1))
        if len(changed) == 0:
            return True
        self._changed = (int(changed[0]), int(changed[-1]) + 1)
        return False

    def update(self, pixels: np.ndarray) -> None:
        """Makes `frame` show what was given to `equal`."""
        width, height = self._size
        assert self._changed is not None
        top, bottom = self._changed
        if self._before is None:
            self._before = np.empty_like(pixels)
        self._before[top:bottom] = pixels[top:bottom]
        top = max(0, (top - _MARGIN) // _BAND * _BAND)
        bottom = min(height, -(-(bottom + _MARGIN) // _BAND) * _BAND)
        if (bottom - top) % 2:
            top, bottom = 0, height
        self._convert(top, bottom)
        # The encoder keeps frames that it has not coded yet: each gets its own planes.
        frame = av.VideoFrame(width, height, "yuv420p")
        frame.colorspace, frame.color_range = 1, 1
        planes = frame.planes
        _fill(planes[0], self._luma)
        _fill(planes[1], self._chroma[0])
        _fill(planes[2], self._chroma[1])
        self.frame = frame

    def _convert(self, top: int, bottom: int) -> None:
        width, height = self._size
        assert self._before is not None
        # Rows around the band take part in its edges, and are thrown away afterwards.
        start, end = max(0, top - _MARGIN), min(height, bottom + _MARGIN)
        band = av.VideoFrame.from_numpy_buffer(self._before[start:end], format="rgba")
        converter = self._converters.setdefault(end - start, VideoReformatter())
        made = converter.reformat(
            band, format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709", threads=1
        )
        luma, blue, red = made.planes
        self._luma[top:bottom] = _view(luma, end - start, width)[top - start : bottom - start]
        upper, lower, offset = top // 2, bottom // 2, start // 2
        for place, plane in ((0, blue), (1, red)):
            self._chroma[place, upper:lower] = _view(plane, (end - start) // 2, width // 2)[
                upper - offset : lower - offset
            ]


def _rows(pixels: np.ndarray) -> np.ndarray:
    flat = pixels.reshape(pixels.shape[0], -1)
    return flat.view(np.uint64) if flat.shape[1] % 8 == 0 else flat


def _view(plane: Any, height: int, width: int) -> np.ndarray:
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height, :width]


def _fill(plane: Any, values: np.ndarray) -> None:
    np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: values.shape[0], : values.shape[1]] = values
