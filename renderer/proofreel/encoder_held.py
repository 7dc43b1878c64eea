"""Frames that repeat the one before, written straight into an H.264 stream: a slice in which every block is skipped.

An encoder looks at each frame of a held picture again (9 ms in full HD, as many times a second as the clip has frames).
Such a slice says the same in 30 bytes, and only two numbers of its header change from frame to frame.
"""

from __future__ import annotations

from dataclasses import dataclass

_IDR, _SLICE, _SPS, _PPS = 5, 1, 7, 8
# Context 11 (mb_skip_flag) begins at this QP in a state for which "skipped" is the likelier value.
_QP = 51
_SKIP_STATE = ((23 * _QP) >> 4) + 33 - 64


class UnknownStream(ValueError):
    """The stream uses what these slices are not written for."""


class BitReader:
    """Bits of a NAL unit's payload, the first one first."""

    def __init__(self, payload: bytes) -> None:
        self._bits = int.from_bytes(payload, "big")
        self._left = 8 * len(payload)

    def bits(self, count: int) -> int:
        self._left -= count
        return (self._bits >> self._left) & ((1 << count) - 1)

    def ue(self) -> int:
        zeros = 0
        while self.bits(1) == 0:
            zeros += 1
        return (1 << zeros) - 1 + self.bits(zeros)

    def se(self) -> int:
        value = self.ue()
        return (value + 1) // 2 if value % 2 else -(value // 2)


class BitWriter:
    def __init__(self) -> None:
        self.value = 0
        self.length = 0

    def bits(self, value: int, count: int) -> None:
        self.value = self.value << count | value
        self.length += count

    def ue(self, value: int) -> None:
        self.bits(value + 1, 2 * (value + 1).bit_length() - 1)

    def se(self, value: int) -> None:
        self.ue(2 * value - 1 if value > 0 else -2 * value)

    def align(self, bit: int) -> None:
        while self.length % 8:
            self.bits(bit, 1)

    def bytes(self) -> bytes:
        return self.value.to_bytes(self.length // 8, "big")


@dataclass(frozen=True)
class StreamHeader:
    """What slices need to know of the stream's parameter sets."""

    frame_num_bits: int
    poc_type: int
    poc_bits: int
    blocks: int
    arithmetic: bool
    weighted: bool
    first_qp: int
    deblocking_told: bool


def read_header(extradata: bytes) -> StreamHeader:
    """Reads the parameter sets (Annex B); throws UnknownStream for what x264 doesn't write for progressive 4:2:0."""
    units = {unit[0] & 31: _unescape(unit[1:]) for unit in nal_units(extradata)}
    if _SPS not in units or _PPS not in units:
        raise UnknownStream("no parameter sets")
    sps = BitReader(units[_SPS])
    profile = sps.bits(8)
    sps.bits(16)
    sps.ue()
    # The last two are of no matter to skipped blocks: lossless coding, and matrices that x264 doesn't write.
    if profile >= 100 and ((sps.ue(), sps.ue(), sps.ue()) != (1, 0, 0) or sps.bits(2) & 1):
        raise UnknownStream("not 4:2:0 of eight bits")
    frame_num_bits = sps.ue() + 4
    poc_type = sps.ue()
    poc_bits = sps.ue() + 4 if poc_type == 0 else 0
    sps.ue()
    sps.bits(1)
    blocks = (sps.ue() + 1) * (sps.ue() + 1)
    if poc_type == 1 or sps.bits(1) != 1:
        raise UnknownStream("interlaced")
    pps = BitReader(units[_PPS])
    pps.ue(), pps.ue()
    arithmetic, order_told, groups = pps.bits(1) == 1, pps.bits(1), pps.ue()
    pps.ue(), pps.ue()
    weighted = pps.bits(1) == 1
    pps.bits(2)
    first_qp = 26 + pps.se()
    pps.se(), pps.se()
    deblocking_told = pps.bits(1) == 1
    pps.bits(1)
    if order_told or groups or pps.bits(1):
        raise UnknownStream("slice groups or redundant pictures")
    return StreamHeader(frame_num_bits, poc_type, poc_bits, blocks, arithmetic, weighted, first_qp, deblocking_told)


class HeldFrames:
    """Makes the frames after `reference`: the packet that was coded last, and is shown last."""

    def __init__(self, header: StreamHeader) -> None:
        self._header = header
        self._skips = _skipped_blocks(header)
        self._frame_num = 0
        self._poc = 0

    def after(self, reference: bytes) -> None:
        for unit in nal_units(reference):
            kind = unit[0] & 31
            if kind not in (_IDR, _SLICE):
                continue
            if unit[0] >> 5 == 0:
                raise UnknownStream("the last picture is no reference")
            reader = BitReader(_unescape(unit[1:40]))
            reader.ue(), reader.ue(), reader.ue()
            self._frame_num = reader.bits(self._header.frame_num_bits)
            if kind == _IDR:
                reader.ue()
            self._poc = reader.bits(self._header.poc_bits) if self._header.poc_bits else 0
            return
        raise UnknownStream("no slice")

    def next(self) -> bytes:
        header = self._header
        self._frame_num = (self._frame_num + 1) % (1 << header.frame_num_bits)
        writer = BitWriter()
        writer.ue(0)
        writer.ue(5)
        writer.ue(0)
        writer.bits(self._frame_num, header.frame_num_bits)
        if header.poc_type == 0:
            self._poc = (self._poc + 2) % (1 << header.poc_bits)
            writer.bits(self._poc, header.poc_bits)
        # One reference, the picture before, in the usual order and unweighted; it is a reference itself.
        writer.bits(1, 1)
        writer.ue(0)
        writer.bits(0, 1)
        if header.weighted:
            writer.ue(0)
            writer.ue(0)
            writer.bits(0, 2)
        writer.bits(0, 1)
        if header.arithmetic:
            writer.ue(0)
        writer.se(_QP - header.first_qp)
        if header.deblocking_told:
            writer.ue(1)
        if header.arithmetic:
            writer.align(1)
            payload = writer.bytes() + self._skips
        else:
            writer.ue(header.blocks)
            writer.bits(1, 1)
            writer.align(0)
            payload = writer.bytes()
        return b"\x00\x00\x00\x01\x41" + _escape(payload)


def nal_units(stream: bytes) -> list[bytes]:
    """The units of an Annex B stream without their start codes."""
    return [part.rstrip(b"\x00") for part in stream.split(b"\x00\x00\x01")[1:]]


def _unescape(payload: bytes) -> bytes:
    return payload.replace(b"\x00\x00\x03", b"\x00\x00")


def _escape(payload: bytes) -> bytes:
    escaped = bytearray()
    zeros = 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(escaped)


def _skipped_blocks(header: StreamHeader) -> bytes:
    """The arithmetic code of a picture whose blocks are all skipped: for each the flag, and whether it is the last."""
    if not header.arithmetic:
        return b""
    state, low, span, waiting = _SKIP_STATE, 0, 510, 0
    first = True
    out = BitWriter()

    def put(bit: int) -> None:
        nonlocal first, waiting
        if first:
            first = False
        else:
            out.bits(bit, 1)
        if waiting:
            out.bits((1 << waiting) - 1 if bit == 0 else 0, waiting)
            waiting = 0

    def renormalise() -> None:
        nonlocal low, span, waiting
        while span < 256:
            if low < 256:
                put(0)
            elif low >= 512:
                low -= 512
                put(1)
            else:
                low -= 256
                waiting += 1
            span <<= 1
            low <<= 1

    for block in range(header.blocks):
        span -= _LESS_LIKELY[state][(span >> 6) & 3]
        state = min(state + 1, 62)
        renormalise()
        span -= 2
        if block == header.blocks - 1:
            low += span
            span = 2
        renormalise()
    put((low >> 9) & 1)
    # The stop bit of the unit is the last bit that the coder flushes.
    out.bits((low >> 7) & 3 | 1, 2)
    out.align(0)
    return out.bytes()


# Table 9-44 of the standard from that state on: the range of the less likely value, by the quarter that the range is in.
_LESS_LIKELY = {
    42: (16, 20, 23, 27),
    43: (15, 19, 22, 25),
    44: (14, 18, 21, 24),
    45: (14, 17, 20, 23),
    46: (13, 16, 19, 22),
    47: (12, 15, 18, 21),
    48: (12, 14, 17, 20),
    49: (11, 14, 16, 19),
    50: (11, 13, 15, 18),
    51: (10, 12, 15, 17),
    52: (10, 12, 14, 16),
    53: (9, 11, 13, 15),
    54: (9, 11, 12, 14),
    55: (8, 10, 12, 14),
    56: (8, 9, 11, 13),
    57: (7, 9, 11, 12),
    58: (7, 9, 10, 12),
    59: (7, 8, 10, 11),
    60: (6, 8, 9, 11),
    61: (6, 7, 9, 10),
    62: (6, 7, 8, 9),
}
