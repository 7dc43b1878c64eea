"""An encoder in a process of its own, fed through shared memory, for frames that must be drawn in order.

A process and no thread: the one that draws has to stay without threads, since it forks.
"""

from __future__ import annotations

import errno
import mmap
import os
import struct
from collections.abc import Callable
from typing import NoReturn

import numpy as np

from .encoder import SegmentEncoder
from .clip_file import SegmentFile

# Frames that are drawn and not encoded yet: 33 MB in full HD.
_PLACES = 4
_ORDER = struct.Struct("<ii")


class EncoderLost(RuntimeError):
    """The encoder's process ended before its work did."""


class EncoderProcess:
    """Takes frames from `first` on into a segment file; `count` is told how many frames are coded."""

    def __init__(
        self,
        width: int,
        height: int,
        fps: int,
        first: int,
        folder: str,
        count: Callable[[int], None],
    ) -> None:
        self.segment = SegmentFile(folder)
        self.first = self.next = first
        self._size = height * width * 4
        self._shape = (height, width, 4)
        self._memory = mmap.mmap(-1, _PLACES * self._size)
        self._free = list(range(_PLACES))
        self._status: int | None = None
        orders, self._orders = os.pipe()
        self._done, done = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._orders)
            self._encode(SegmentEncoder(width, height, fps, first, self.segment.add), orders, done, count)
        os.close(orders)
        os.close(done)

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        if not self._free:
            given_back = os.read(self._done, _PLACES)
            if not given_back:
                self._raise()
            self._free.extend(given_back)
        place = self._free.pop()
        np.copyto(self._place(place), pixels)
        try:
            os.write(self._orders, _ORDER.pack(place, repeat))
        except BrokenPipeError:
            self._raise()
        self.next += repeat

    def finish(self) -> None:
        """Waits for its end; throws what went wrong in it."""
        os.close(self._orders)
        self._orders = -1
        status = self._wait()
        if status != 0:
            self._raise()
        os.close(self._done)
        self._memory.close()

    def _wait(self) -> int:
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def _raise(self) -> NoReturn:
        status = self._wait()
        if status in errno.errorcode:
            raise OSError(status, os.strerror(status))
        raise EncoderLost("The encoder was ended from outside.")

    def _place(self, place: int) -> np.ndarray:
        return np.frombuffer(self._memory, np.uint8, self._size, place * self._size).reshape(self._shape)

    def _encode(self, encoder: SegmentEncoder, orders: int, done: int, count: Callable[[int], None]) -> None:
        status = 255
        try:
            with os.fdopen(orders, "rb") as incoming:
                while order := incoming.read(_ORDER.size):
                    place, repeat = _ORDER.unpack(order)
                    encoder.write(self._place(place), repeat)
                    os.write(done, bytes([place]))
                    count(encoder.taken)
            encoder.finish()
            count(encoder.taken)
            self.segment.flush()
            status = 0
        except OSError as error:
            status = error.errno or status
        finally:
            os._exit(status)
