"""The scene's clip of before, from which stretches of packets are taken again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av

from .encoder import Packet, open_codec
from .encoder_held import nal_units

_SPS, _PPS = 7, 8


@dataclass(frozen=True)
class ClipPart:
    """Frames that one encoder made, in the clip's order: prints of what they show, none where that can't be said."""

    pieces: tuple[str, ...]
    frames: int

    @classmethod
    def read(cls, told: dict[str, Any]) -> ClipPart:
        return cls(tuple(told["pieces"]), int(told["frames"]))

    def told(self) -> dict[str, Any]:
        return {"pieces": list(self.pieces), "frames": self.frames}


@dataclass(frozen=True)
class _Place:
    offset: int
    size: int
    shown: int
    key: bool


class KeptClip:
    """Finds parts by their pieces; a clip that is not what its parts say, or is made otherwise, has none."""

    def __init__(self, path: str, parts: Sequence[ClipPart], width: int, height: int, fps: int) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._places = _places(path, width, height, fps)
        self._parts: dict[tuple[str, ...], tuple[int, int]] = {}
        self._beginnings: set[tuple[str, ...]] = set()
        first = 0
        for part in parts:
            if part.pieces and self._is_whole(first, part.frames):
                self._parts[part.pieces] = (first, part.frames)
                self._beginnings.update(part.pieces[:count] for count in range(1, len(part.pieces) + 1))
            first += part.frames
        if first != len(self._places):
            self._parts, self._beginnings = {}, set()

    def begins(self, pieces: list[str]) -> bool:
        """Whether a part begins with these, or is them."""
        return tuple(pieces) in self._beginnings

    def frames_of(self, pieces: list[str]) -> int | None:
        found = self._parts.get(tuple(pieces))
        return None if found is None else found[1]

    def packets(self, pieces: list[str], first: int) -> Iterator[Packet]:
        """Those of a part, to be shown from the frame `first` on."""
        before, frames = self._parts[tuple(pieces)]
        for place in self._places[before : before + frames]:
            data = os.pread(self._file, place.size, place.offset)
            yield Packet(_with_start_codes(data), place.shown - before + first, place.key)

    def _is_whole(self, first: int, frames: int) -> bool:
        """Whether it can be decoded without the frames around it."""
        places = self._places[first : first + frames]
        if not places or len(places) != frames or not places[0].key or places[0].shown != first:
            return False
        return {place.shown for place in places} == set(range(first, first + frames))


def _places(path: str, width: int, height: int, fps: int) -> list[_Place]:
    """Where the clip's packets lie, in the order in which they are decoded; none where its stream is another."""
    with av.open(path, format="mov", options={"protocol_whitelist": "file"}) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        if (codec.name, codec.width, codec.height) != ("h264", width, height):
            return []
        if _parameters_of_mp4(bytes(codec.extradata or b"")) != _parameters(open_codec(width, height, fps).extradata):
            return []
        packets = [packet for packet in container.demux(stream) if packet.size and packet.pts is not None]
        tick = Fraction(fps) * (stream.time_base or 0)
        return [_Place(packet.pos, packet.size, round(packet.pts * tick), packet.is_keyframe) for packet in packets]


def _parameters(extradata: bytes) -> list[bytes]:
    return [unit for unit in nal_units(bytes(extradata)) if unit[0] & 31 in (_SPS, _PPS)]


def _parameters_of_mp4(record: bytes) -> list[bytes]:
    """The sets in an avcC record of lengths of four bytes."""
    if len(record) < 7 or record[0] != 1 or record[4] & 3 != 3:
        return []
    found: list[bytes] = []
    place = 5
    for mask in (0x1F, 0xFF):
        count = record[place] & mask
        place += 1
        for _ in range(count):
            size = int.from_bytes(record[place : place + 2], "big")
            found.append(record[place + 2 : place + 2 + size].rstrip(b"\x00"))
            place += 2 + size
    return found


def _with_start_codes(data: bytes) -> bytes:
    units: list[bytes] = []
    place = 0
    while place + 4 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        units.append(data[place + 4 : place + 4 + size])
        place += 4 + size
    return b"".join(b"\x00\x00\x00\x01" + unit for unit in units)
