"""RGBA frames to H.264 packets in one thread: what did not change is not converted again, and a held frame is not coded.

Each encoder begins with a key frame and uses the same parameter sets, so that the packets of several, made in several
processes, follow one another in one clip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np

from .encoder_held import HeldFrames, read_header
from .encoder_planes import Planes

# Measured (bench/results/render.md): veryfast takes half of medium's time for as many bytes. Without b-pyramid the last
# picture is the newest reference, as held frames need it; stitchable keeps what the pictures show out of the parameter sets.
# The short search and look ahead save a seventh more and cost nothing on drawings. Weighted prediction costs no time and
# takes a third off the bytes of a scene that fades.
OPTIONS = {
    "preset": "veryfast",
    "crf": "22",
    "x264-params": "b-pyramid=none:stitchable=1:me=dia:subme=1:weightp=1:rc-lookahead=5",
}
KEYFRAME_SECONDS = 4
# So many equal frames are worth the end of an encoder and the start of another one.
LEAST_HELD = 6
_GLOBAL_HEADER = 1 << 22


@dataclass(frozen=True)
class Packet:
    """`shown`: the frame's place in the clip; packets come in the order in which they are decoded."""

    data: bytes
    shown: int
    key: bool


def set_up(codec: Any, width: int, height: int, fps: int) -> None:
    """Makes it an encoder of one thread, so that the process may fork."""
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, fps), Fraction(fps)
    codec.thread_count = 1
    codec.gop_size = KEYFRAME_SECONDS * fps
    codec.options = OPTIONS
    codec.flags |= _GLOBAL_HEADER
    # Full HD and below in BT.709, said in the stream, so that every player shows the theme's colours.
    codec.color_primaries = codec.color_trc = codec.colorspace = 1
    codec.color_range = 1


def open_codec(width: int, height: int, fps: int) -> Any:
    codec = av.CodecContext.create("libx264", "w")
    set_up(codec, width, height, fps)
    codec.open()
    return codec


class SegmentEncoder:
    """Encodes frames from `first` of the clip on; `take` gets the packets."""

    def __init__(self, width: int, height: int, fps: int, first: int, take: Callable[[Packet], None]) -> None:
        self._format = (width, height, fps)
        self._take = take
        self._next = first
        # Frames that were given to it.
        self.taken = 0
        self._planes = Planes(width, height)
        self._codec: Any = None
        self._coded = 0
        # Equal frames that wait for their number: few are coded, many are held.
        self._equal = 0
        self._held: HeldFrames | None = None
        self._last: Packet | None = None

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """Takes `repeat` frames of height x width x 4; the array may be used again afterwards."""
        if repeat <= 0:
            return
        self.taken += repeat
        if not self._planes.equal(pixels):
            self._settle()
            self._planes.update(pixels)
            self._code()
            repeat -= 1
        self._equal += repeat

    def finish(self) -> int:
        """Codes what is left; gives the number of the frame that would be next."""
        self._settle()
        self._drain()
        return self._next

    def _settle(self) -> None:
        equal, self._equal = self._equal, 0
        if equal < LEAST_HELD:
            for _ in range(equal):
                self._code()
            return
        interval = KEYFRAME_SECONDS * self._format[2]
        while equal > 0:
            if self._coded >= interval:
                self._drain()
                self._code()
                equal -= 1
            count = min(equal, interval - self._coded) if self._coded < interval else 0
            if count:
                self._hold(count)
                equal -= count

    def _hold(self, count: int) -> None:
        self._drain()
        if self._held is None:
            self._held = HeldFrames(read_header(self._extradata))
        assert self._last is not None
        self._held.after(self._last.data)
        for _ in range(count):
            self._last = Packet(self._held.next(), self._next, False)
            self._take(self._last)
            self._next += 1
            self._coded += 1

    def _code(self) -> None:
        if self._codec is None:
            self._codec = open_codec(*self._format)
            self._extradata = bytes(self._codec.extradata)
            self._coded = 0
        frame = self._planes.frame
        frame.pts, frame.time_base, frame.pict_type = self._next, Fraction(1, self._format[2]), 0
        self._next += 1
        self._coded += 1
        for packet in self._codec.encode(frame):
            self._give(packet)

    def _drain(self) -> None:
        if self._codec is not None:
            for packet in self._codec.encode(None):
                self._give(packet)
            self._codec = None

    def _give(self, packet: Any) -> None:
        given = Packet(bytes(packet), packet.pts, packet.is_keyframe)
        if self._last is None or given.shown > self._last.shown:
            self._last = given
        self._take(given)
