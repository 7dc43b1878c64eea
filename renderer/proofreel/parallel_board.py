"""What the processes of one render tell each other through shared memory."""

from __future__ import annotations

import mmap
import time

import numpy as np

_PLAYS = 20_000
_SEGMENTS = 4096
_PAUSE = 0.002
# Of a play: not reached yet; goes on in the segment that has come to it; begins a new one.
UNKNOWN, WHOLE, CUT = 0, 1, 2


class Board:
    """Which segment shows what, and how many frames each of them has encoded."""

    plays = _PLAYS
    segments = _SEGMENTS

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 4 * (_PLAYS + _SEGMENTS + 2))
        numbers = np.frombuffer(self._memory, np.int32)
        self.plan = numbers[:_PLAYS]
        self.counts = numbers[_PLAYS : _PLAYS + _SEGMENTS]
        # How many frames the process that runs ahead has gone past.
        self.passed = numbers[-2:-1]
        self.finished = numbers[-1:]

    @property
    def frames(self) -> int:
        return int(self.counts.sum())

    def await_plan(self, play: int) -> int:
        """What was decided of a play; WHOLE when there is none any more."""
        while True:
            ended = bool(self.finished[0])
            if self.plan[play] != UNKNOWN:
                return int(self.plan[play])
            if ended:
                return WHOLE
            time.sleep(_PAUSE)
