"""The clip's file, put together from packets that were encoded elsewhere; and the nameless files in which they wait."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av

from .encoder import Packet, set_up

_RECORD = struct.Struct("<IiB")
# Frames that a decoder may have to wait for; without b-pyramid it is one, and two is what every player expects.
_DELAY = 2


class SegmentFile:
    """Packets on their way from one process to another, in a file without a name: nothing is left of it."""

    def __init__(self, folder: str) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)

    def add(self, packet: Packet) -> None:
        self._file.write(_RECORD.pack(len(packet.data), packet.shown, packet.key))
        self._file.write(packet.data)

    def flush(self) -> None:
        self._file.flush()

    def packets(self) -> Iterator[Packet]:
        self._file.seek(0)
        while head := self._file.read(_RECORD.size):
            size, shown, key = _RECORD.unpack(head)
            yield Packet(self._file.read(size), shown, bool(key))

    def close(self) -> None:
        self._file.close()


class ClipFile:
    """Writes packets into an open file, in the order in which they are decoded."""

    def __init__(self, file: Any, width: int, height: int, fps: int) -> None:
        self._container = av.open(file, "w", format="mp4")
        # An encoder that codes nothing: the muxer takes the parameter sets from it.
        self._stream = self._container.add_stream("libx264", rate=Fraction(fps))
        set_up(self._stream.codec_context, width, height, fps)
        self._stream.time_base = self._base = Fraction(1, fps)
        self.frames = 0

    def add(self, packet: Packet) -> None:
        made = av.Packet(packet.data)
        made.stream = self._stream
        made.time_base = self._base
        made.pts, made.dts, made.duration = packet.shown, self.frames - _DELAY, 1
        made.is_keyframe = packet.key
        self._container.mux_one(made)
        self.frames += 1

    def close(self) -> None:
        self._container.close()
